#define _GNU_SOURCE
#include "TerminalSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "TerminalGuard.h"

static const int watched[] = {SIGINT, SIGWINCH, SIGCONT, SIGTERM, SIGHUP};
enum { watched_count = sizeof watched / sizeof watched[0] };
static struct sigaction earlier[watched_count];
static int pipe_ends[2] = {-1, -1};
static int installed;
static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t ending;
static struct timespec ending_since;
static volatile sig_atomic_t lent;
static volatile sig_atomic_t borrower;
static struct sigaction earlier_quit;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

bool terminal_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0; }

static bool ends_process(int signal) { return signal == SIGTERM || signal == SIGHUP; }

// `timeout` sends its signal twice, to the process and to its group. So do the kernel and a shell whose window is
// closed.
static bool is_echo(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  long long passed = (now.tv_sec - ending_since.tv_sec) * 1000LL + (now.tv_nsec - ending_since.tv_nsec) / 1000000;
  return passed < 200;
}

// Also sends SIGCONT, since a stopped process would not handle the signal.
static void end_borrower(int signal) {
  pid_t process = borrower;
  if (process <= 0) return;
  kill(process, signal);
  kill(process, SIGCONT);
}

static void note(int signal) {
  if (signal == SIGINT && lent) return;
  int saved = errno;
  if (ending && (ends_process(signal) || signal == SIGINT) && !is_echo()) terminal_guard_exit(128 + ending);
  if (!ending && ends_process(signal)) {
    clock_gettime(CLOCK_MONOTONIC, &ending_since);
    ending = signal;
  }
  if (ends_process(signal)) end_borrower(signal);
  if (signal == SIGINT) interrupted = 1;
  if (signal == SIGCONT) terminal_guard_resume();
  unsigned char byte = (unsigned char)signal;
  (void)!write(pipe_ends[1], &byte, 1);
  errno = saved;
}

// Installs a handler instead of SIG_IGN, which children would inherit. Signals that the parent ignores (nohup) stay
// ignored.
static void watch(int signal, struct sigaction *before) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note;
  action.sa_flags = SA_RESTART | SA_ONSTACK;
  sigaction(signal, NULL, before);
  if (ends_process(signal) && before->sa_handler == SIG_IGN) return;
  sigaction(signal, &action, NULL);
}

void terminal_signals_install(void) {
  pthread_mutex_lock(&lock);
  if (pipe_ends[0] < 0 && !terminal_pipe(pipe_ends)) pipe_ends[0] = pipe_ends[1] = -1;
  if (pipe_ends[0] >= 0 && installed++ == 0) {
    for (int i = 0; i < watched_count; i++) watch(watched[i], &earlier[i]);
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

int terminal_signals_ending(void) { return ending; }

void terminal_signals_forget_interrupt(void) { interrupted = 0; }

void terminal_signals_suspend(void) { kill(0, SIGTSTP); }

void terminal_signals_lend(void) {
  terminal_signals_install();
  pthread_mutex_lock(&lock);
  if (lent++ == 0) {
    struct sigaction ignore;
    memset(&ignore, 0, sizeof ignore);
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGQUIT, &ignore, &earlier_quit);
  }
  pthread_mutex_unlock(&lock);
}

void terminal_signals_take_back(void) {
  pthread_mutex_lock(&lock);
  if (--lent == 0) sigaction(SIGQUIT, &earlier_quit, NULL);
  pthread_mutex_unlock(&lock);
  terminal_signals_remove();
}

bool terminal_signals_lent(void) { return lent != 0; }

int terminal_signals_wait_for(int process) {
  borrower = process;
  if (ending) end_borrower(ending);
  siginfo_t information;
  while (waitid(P_PID, (id_t)process, &information, WEXITED | WNOWAIT) < 0 && errno == EINTR) continue;
  // The process id cannot be reused until the process has been reaped.
  borrower = 0;
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  return status;
}
