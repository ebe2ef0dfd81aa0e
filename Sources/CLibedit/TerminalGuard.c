#define _GNU_SOURCE
#include "TerminalGuard.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int fatal[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGQUIT};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };
static struct sigaction earlier[fatal_count];
static struct termios remembered;
static struct termios echoing;
static int guarded_terminal = -1;
static int guarded_output = -1;
static volatile sig_atomic_t active;
static struct termios silent;
static volatile sig_atomic_t hides;
static volatile sig_atomic_t resumptions;

// Uses only async-signal-safe calls. Blocks SIGTTOU, which would stop a background process.
static void put_back(void) {
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  tcsetattr(guarded_terminal, TCSANOW, &remembered);
  static const char modes[] = "\x1b[?25h\x1b[?2004l\x1b[0m\r\n";
  if (guarded_output >= 0) (void)!write(guarded_output, modes, sizeof modes - 1);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void restore(void) {
  if (!active) return;
  active = 0;
  put_back();
}

void terminal_guard_exit(int status) {
  restore();
  _exit(status);
}

static void end_after_restoring(int signal) {
  restore();
  for (int i = 0; i < fatal_count; i++) {
    if (fatal[i] == signal) sigaction(signal, &earlier[i], NULL);
  }
  raise(signal);
}

// Stops the process like Ctrl-Z, with the terminal restored in the meantime.
static void stop_after_restoring(int signal) {
  int saved = errno;
  bool was_active = active;
  int before_stop = resumptions;
  if (was_active) put_back();
  struct sigaction usual, ours;
  memset(&usual, 0, sizeof usual);
  usual.sa_handler = SIG_DFL;
  sigaction(signal, &usual, &ours);
  sigset_t stopping, before;
  sigemptyset(&stopping);
  sigaddset(&stopping, signal);
  pthread_sigmask(SIG_UNBLOCK, &stopping, &before);
  raise(signal);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  sigaction(signal, &ours, NULL);
  // After a stop, the SIGCONT handler has already run. In an orphaned process group the process is not stopped, so
  // resume here.
  if (was_active && resumptions == before_stop) terminal_guard_resume();
  errno = saved;
}

static void install_once(void) {
  static bool installed;
  if (installed) return;
  installed = true;
  atexit(restore);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = end_after_restoring;
  action.sa_flags = SA_ONSTACK;
  for (int i = 0; i < fatal_count; i++) {
    sigaction(fatal[i], NULL, &earlier[i]);
    // Signals that the parent ignores (nohup) stay ignored.
    if (earlier[i].sa_handler != SIG_IGN) sigaction(fatal[i], &action, NULL);
  }
  struct sigaction stop;
  sigaction(SIGTSTP, NULL, &stop);
  action.sa_handler = stop_after_restoring;
  if (stop.sa_handler != SIG_IGN) sigaction(SIGTSTP, &action, NULL);
}

bool terminal_guard_begin(int terminal, int output) {
  if (tcgetattr(terminal, &remembered) != 0) return false;
  guarded_terminal = terminal;
  guarded_output = output;
  install_once();
  active = 1;
  return true;
}

void terminal_guard_end(void) { active = 0; }

bool terminal_guard_hide_echo(int terminal) {
  if (tcgetattr(terminal, &echoing) != 0) return false;
  silent = echoing;
  silent.c_lflag &= ~(tcflag_t)ECHO;
  silent.c_lflag |= ICANON | ECHONL;
  hides = 1;
  return tcsetattr(terminal, TCSAFLUSH, &silent) == 0;
}

void terminal_guard_show_echo(int terminal) {
  hides = 0;
  tcsetattr(terminal, TCSADRAIN, &echoing);
}

void terminal_guard_resume(void) {
  if (active && hides) tcsetattr(guarded_terminal, TCSANOW, &silent);
  resumptions++;
}

int terminal_guard_resumptions(void) { return resumptions; }
