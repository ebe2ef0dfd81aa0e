#pragma once

#include <stdbool.h>

// Brings the terminal back to what it was, however the process ends.

/// Remembers the settings of the terminal and restores them at exit, on a crash and on a fatal signal.
bool terminal_guard_begin(int terminal, int output);
/// Ends the protection without touching the terminal.
void terminal_guard_end(void);
/// Restores the terminal and ends the process at once; callable from a signal handler.
_Noreturn void terminal_guard_exit(int status);
/// Switches the echo of typed characters off, or back to what it was when it was last switched off. While the process is
/// stopped (Ctrl-Z) the terminal is as it was.
bool terminal_guard_hide_echo(int terminal);
void terminal_guard_show_echo(int terminal);
/// Hides again what `terminal_guard_hide_echo` hid, after the process was stopped; callable from a signal handler.
void terminal_guard_resume(void);
/// How often that was.
int terminal_guard_resumptions(void);
