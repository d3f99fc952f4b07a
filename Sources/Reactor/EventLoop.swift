import CShims
import Foundation
import Synchronization

/// One thread that waits for file descriptors and deadlines, and runs the actors and tasks that were given to it.
///
/// Its state sits behind one lock, so every method may be called from any task or thread. Foreign code (jobs, callbacks,
/// continuations) always runs outside the lock. The thread starts with the first use and sleeps when nothing happens.
public final class EventLoop: TaskExecutor, SerialExecutor {
    /// How many jobs run before sockets and timers have their turn.
    private static let workPerTurn = 1024

    let state = Mutex(LoopState())
    let poller = Poller()
    private let name: String
    private let thread = Atomic<UInt>(0)
    private let turnCount = Atomic<Int>(0)
    // Touched on the loop's thread only, so it needs no lock.
    nonisolated(unsafe) var own = OwnWork()

    /// Makes a loop; `name` is what its thread is called in a debugger.
    public init(name: String = "event-loop") {
        self.name = name
    }

    /// True on the loop's own thread.
    public var isOnLoop: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// How often the thread came back from waiting; an idle loop does not count up.
    public var turns: Int { turnCount.load(ordering: .relaxed) }

    /// Ends every wait with `.forgotten` and the thread as soon as it has nothing left to run; jobs that come later still run.
    public func shutdown() {
        let ended = state.withLock { state in
            let taken = state.stop(poller: poller)
            rouse(&state)
            return taken
        }
        for waiter in ended { waiter.complete(.failure(.forgotten)) }
    }

    /// Puts work in the queue, starting or waking the thread if need be.
    func add(_ work: LoopState.Work) {
        if isOnLoop {
            own.append(work)
            return
        }
        state.withLock { state in
            state.work.append(work)
            rouse(&state)
        }
    }

    /// Makes the thread look at the state again; call with the lock held.
    func rouse(_ state: inout LoopState) {
        if !state.isRunning {
            state.isRunning = true
            // The thread holds the loop until it ends.
            Thread { self.run() }.start()
        } else if state.isSleeping {
            state.isSleeping = false
            poller.interrupt()
        }
    }

    private func run() {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        // By the thread itself: it would otherwise keep the name of the one that started it.
        cs_name_thread(name)
        var batch = WorkBatch()
        var events = [cs_event](repeating: cs_event(), count: 256)
        var lookout = Lookout()
        while true {
            runWork(&batch)
            endTurn()
            fireDueTimers()
            guard let timeout = prepareToWait(batch, &lookout) else { return }
            let ready = poller.wait(timeout, into: &events)
            if !ready.isEmpty { lookout.sawWork(.now) }
            turnCount.add(1, ordering: .relaxed)
            state.withLock { $0.isSleeping = false }
            for event in ready where !poller.consumeInterrupt(event) { deliver(event) }
        }
    }

    /// Runs what is queued, at most so much that sockets and timers are not starved by jobs that make jobs.
    private func runWork(_ batch: inout WorkBatch) {
        state.withLock { own.take(&$0.work) }
        var budget = Self.workPerTurn
        while budget > 0 {
            guard let work = batch.next() else {
                batch.reset()
                batch.fill(from: &own)
                if batch.isEmpty { return }
                continue
            }
            budget -= 1
            switch work {
            case .actorJob(let job): job.runSynchronously(on: asUnownedSerialExecutor())
            // Not as the loop's actors too: code outside of any actor would be queued anew after each of its suspensions.
            case .taskJob(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            case .call(let call): call()
            }
        }
    }

    private func fireDueTimers() {
        guard let next = state.withLock({ $0.nextDeadline }) else { return }
        let now = ContinuousClock.now
        guard next <= now else { return }
        while let waiter = state.withLock({ $0.takeDue(now, poller: poller) }) {
            waiter.complete(.failure(.timedOut))
        }
    }

    private func endTurn() {
        while let action = own.nextAtEndOfTurn() { action() }
    }

    /// How long to wait in milliseconds; nil when the thread is to end.
    ///
    /// The decision and the mark «asleep» are one step under the lock: whoever adds something afterwards sees the mark and
    /// interrupts the wait. Clearing a flag anywhere else loses wake-ups.
    private func prepareToWait(_ batch: WorkBatch, _ lookout: inout Lookout) -> Int32? {
        state.withLock { state in
            guard state.work.isEmpty, own.isEmpty, batch.isEmpty else { return 0 }
            if state.isStopped {
                state.isRunning = false
                thread.store(0, ordering: .relaxed)
                return nil
            }
            if lookout.looksOn(.now) { return 0 }
            state.isSleeping = true
            guard let deadline = state.nextDeadline else { return -1 }
            // Rounded up, because waking before the deadline would only mean waiting again.
            let remaining = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
            return Int32(min(max(0, remaining.rounded(.up)), 3_600_000))
        }
    }

    private func deliver(_ event: cs_event) {
        let ready = state.withLock { $0.takeReady(event, poller: poller) }
        ready.watch?()
        for waiter in ready.waiters { waiter.complete(.success(())) }
    }
}
