#pragma once

#include <stdbool.h>

// Restores the terminal, however the process ends.

/// Saves the settings of the terminal, and restores them at exit, on a crash and on a fatal signal.
bool terminal_guard_begin(int terminal, int output);
/// Stops guarding the terminal, without changing it.
void terminal_guard_end(void);
/// Restores the terminal and exits immediately; async-signal-safe.
_Noreturn void terminal_guard_exit(int status);
/// Turns off the echo, or restores the settings from before it was turned off. While the process is stopped (Ctrl-Z),
/// the terminal has its original settings.
bool terminal_guard_hide_echo(int terminal);
void terminal_guard_show_echo(int terminal);
/// Turns the echo off again after the process was stopped; async-signal-safe.
void terminal_guard_resume(void);
/// The number of calls of `terminal_guard_resume`.
int terminal_guard_resumptions(void);
