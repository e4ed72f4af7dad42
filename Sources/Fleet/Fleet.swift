// Acting on running hosts: programs that run for many of them at once.
//
// Takes what is to be run and for whom; gives how each ended. Starts programs without a shell, each in a process group of its own,
// as the user whose files it works on, with an environment of named variables only. Nothing that it started outlives it. Knows where
// a code tree has its scripts, and keeps what came of a job.
// Must not know registries, commands or how results are shown.
//
// swift-subprocess is not used: on Linux its 1.0 runs nothing of ours between fork and exec, so that children cannot be tied to our
// own end before they run, and it copies our memory's tables, a registry's among them, for each child that becomes another user.
