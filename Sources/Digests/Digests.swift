// What stands for bytes.
//
// Takes bytes; gives their SHA-256, by which files are named and by which it is told whether something changed. Knows nothing of
// what the bytes are.
