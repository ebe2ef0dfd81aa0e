#pragma once

#include <stdbool.h>

// Brings the terminal back to what it was, however the process ends.

/// Remembers the settings of the terminal and restores them at exit, on a crash and on a fatal signal.
bool terminal_guard_begin(int terminal, int output);
/// Ends the protection without touching the terminal.
void terminal_guard_end(void);
/// Switches the echo of typed characters off, or back to what it was when it was last switched off.
bool terminal_guard_hide_echo(int terminal);
void terminal_guard_show_echo(int terminal);
