// Work on several processors at once.
//
// Takes pieces of work that do not need each other; gives their results in order. Knows nothing of what they are.
