import Glibc
import Synchronization
import Testing
import Threads

@Suite struct ThreadsTests {
  @Test func `A deep stack holds a million calls and passes on their errors`() {
    struct Deep: Error, Equatable { var depth: Int }
    func descend(_ depth: Int) throws(Deep) -> Int {
      guard depth < 1_000_000 else { throw Deep(depth: depth) }
      return try descend(depth + 1) + 1
    }
    #expect(throws: Deep(depth: 1_000_000)) { try DeepStack.run { () throws(Deep) in try descend(0) } }
    #expect(DeepStack.run { DeepStack.isCurrent })
    #expect(!DeepStack.isCurrent)
  }

  @Test func `All workers run, and joining waits for them`() {
    let count = Atomic(0)
    let workers = Workers(count: 8) { count.wrappingAdd(1, ordering: .relaxed) }
    #expect(workers.count == 8)
    workers.join()
    #expect(count.load(ordering: .relaxed) == 8)
  }

  @Test func `A latch set before the wait is not lost, and a wait can time out`() {
    let latch = Latch()
    latch.wait(seconds: 0.001)
    let started = startThread { latch.set() }
    #expect(started)
    latch.wait()
    latch.wait(seconds: .infinity)
  }

  @Test func `A condition wakes its waiters`() {
    let (lock, done) = (ConditionLock(), Latch())
    let turns = Mutex(0)
    let started = startThread {
      lock.withLock { while turns.withLock({ $0 }) < 3 { lock.wait() } }
      done.set()
    }
    #expect(started)
    for _ in 0..<3 {
      lock.withLock { turns.withLock { $0 += 1 } }
      lock.signal()
    }
    done.wait()
  }

  @Test func `A task returns its result and signals completion`() {
    let done = Latch()
    let task = BackgroundTask({ 42 }, whenDone: { done.set() })
    done.wait()
    #expect(task.isDone && task.result == 42)
  }

  @Test func `A started thread blocks all signals`() {
    let isBlocked = Mutex(false)
    let done = Latch()
    let started = startThread {
      var mask = sigset_t()
      pthread_sigmask(SIG_BLOCK, nil, &mask)
      isBlocked.withLock { $0 = sigismember(&mask, SIGUSR1) == 1 }
      done.set()
    }
    #expect(started)
    done.wait()
    #expect(isBlocked.withLock { $0 })
  }
}
