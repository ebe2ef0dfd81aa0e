#pragma once

#include <stdbool.h>

// SIGINT, SIGTERM, SIGHUP, SIGWINCH and SIGCONT as bytes in a pipe.

/// Installs the handlers; as many calls of `remove` bring the earlier ones back.
void terminal_signals_install(void);
void terminal_signals_remove(void);
/// The end to poll; -1 before the first install.
int terminal_signals_descriptor(void);
/// The next signal that came, or 0.
int terminal_signals_next(void);
/// True when SIGINT came since the last `terminal_signals_forget_interrupt`.
bool terminal_signals_interrupted(void);
void terminal_signals_forget_interrupt(void);
/// SIGTERM or SIGHUP once it came, else 0. It stays; another one, later than a moment, ends the process at once.
int terminal_signals_ending(void);
/// Stops the whole process group as Ctrl-Z does; returns when it goes on.
void terminal_signals_suspend(void);
/// Lends the terminal to a program: until it is taken back, as many times, SIGINT and SIGQUIT are for that program alone.
void terminal_signals_lend(void);
void terminal_signals_take_back(void);
bool terminal_signals_lent(void);
/// Waits for the program that the terminal is lent to, and ends it when SIGTERM or SIGHUP comes. Its status as of `waitpid`.
int terminal_signals_wait_for(int process);
/// A pipe that blocks neither end and no child inherits.
bool terminal_pipe(int ends[2]);
