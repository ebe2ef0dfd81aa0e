#define _GNU_SOURCE
#include "TerminalSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int watched[] = {SIGINT, SIGWINCH, SIGCONT};
enum { watched_count = sizeof watched / sizeof watched[0] };
static struct sigaction earlier[watched_count];
static int pipe_ends[2] = {-1, -1};
static int installed;
static volatile sig_atomic_t interrupted;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

bool terminal_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0; }

static void note(int signal) {
  int saved = errno;
  if (signal == SIGINT) interrupted = 1;
  unsigned char byte = (unsigned char)signal;
  (void)!write(pipe_ends[1], &byte, 1);
  errno = saved;
}

// A handler, not SIG_IGN, which children would inherit.
void terminal_signals_install(void) {
  pthread_mutex_lock(&lock);
  if (pipe_ends[0] < 0 && !terminal_pipe(pipe_ends)) pipe_ends[0] = pipe_ends[1] = -1;
  if (pipe_ends[0] >= 0 && installed++ == 0) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note;
    action.sa_flags = SA_RESTART | SA_ONSTACK;
    for (int i = 0; i < watched_count; i++) sigaction(watched[i], &action, &earlier[i]);
  }
  pthread_mutex_unlock(&lock);
}

void terminal_signals_remove(void) {
  pthread_mutex_lock(&lock);
  if (installed > 0 && --installed == 0) {
    for (int i = 0; i < watched_count; i++) sigaction(watched[i], &earlier[i], NULL);
  }
  pthread_mutex_unlock(&lock);
}

int terminal_signals_descriptor(void) { return pipe_ends[0]; }

int terminal_signals_next(void) {
  unsigned char byte;
  if (pipe_ends[0] < 0 || read(pipe_ends[0], &byte, 1) != 1) return 0;
  return byte;
}

bool terminal_signals_interrupted(void) { return interrupted != 0; }

void terminal_signals_forget_interrupt(void) { interrupted = 0; }

void terminal_signals_suspend(void) { kill(0, SIGTSTP); }
