#pragma once

#include <stdbool.h>

// Delivers SIGINT, SIGTERM, SIGHUP, SIGWINCH and SIGCONT as bytes in a pipe.

/// Installs the handlers. Calls are counted; the last matching `remove` restores the earlier handlers.
void terminal_signals_install(void);
void terminal_signals_remove(void);
/// The descriptor to poll; -1 before the first install.
int terminal_signals_descriptor(void);
/// The next signal from the pipe, or 0.
int terminal_signals_next(void);
/// True if SIGINT was received since the last `terminal_signals_forget_interrupt`.
bool terminal_signals_interrupted(void);
void terminal_signals_forget_interrupt(void);
/// SIGTERM or SIGHUP once received, otherwise 0. Never reset; another such signal after a short delay exits
/// immediately.
int terminal_signals_ending(void);
/// Stops the whole process group like Ctrl-Z; returns when it is continued.
void terminal_signals_suspend(void);
/// Lends the terminal to a program: SIGINT and SIGQUIT affect only that program until a matching number of `take_back`
/// calls.
void terminal_signals_lend(void);
void terminal_signals_take_back(void);
bool terminal_signals_lent(void);
/// Waits for the program that uses the terminal, and forwards SIGTERM and SIGHUP to it. Returns its status, as from
/// `waitpid`.
int terminal_signals_wait_for(int process);
/// Creates a pipe that is non-blocking at both ends and is not inherited by children.
bool terminal_pipe(int ends[2]);
