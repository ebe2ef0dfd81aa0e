#define _GNU_SOURCE
#include "TerminalGuard.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int fatal[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGTERM, SIGHUP, SIGQUIT};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };
static struct sigaction earlier[fatal_count];
static struct termios remembered;
static struct termios echoing;
static int guarded_terminal = -1;
static int guarded_output = -1;
static volatile sig_atomic_t active;

// Only calls that a signal handler may make. SIGTTOU would stop a process in the background.
static void restore(void) {
  if (!active) return;
  active = 0;
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTTOU);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  tcsetattr(guarded_terminal, TCSANOW, &remembered);
  static const char modes[] = "\x1b[?25h\x1b[?2004l\x1b[0m\r\n";
  if (guarded_output >= 0) (void)!write(guarded_output, modes, sizeof modes - 1);
  sigprocmask(SIG_SETMASK, &before, NULL);
}

static void end_after_restoring(int signal) {
  restore();
  for (int i = 0; i < fatal_count; i++) {
    if (fatal[i] == signal) sigaction(signal, &earlier[i], NULL);
  }
  raise(signal);
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
    // What the parent chose to ignore (nohup) stays ignored.
    if (earlier[i].sa_handler != SIG_IGN) sigaction(fatal[i], &action, NULL);
  }
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
  struct termios silent = echoing;
  silent.c_lflag &= ~(tcflag_t)ECHO;
  silent.c_lflag |= ICANON | ECHONL;
  return tcsetattr(terminal, TCSAFLUSH, &silent) == 0;
}

void terminal_guard_show_echo(int terminal) { tcsetattr(terminal, TCSADRAIN, &echoing); }
