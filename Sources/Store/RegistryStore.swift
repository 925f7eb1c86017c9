public import Journal

/// A registry's database, opened by its one writer. Its reads see everything that it committed.
///
/// Calls from several threads wait for each other; `body` closures must not call the store again.
public protocol RegistryStore: RegistryView, AnyObject, Sendable {
  /// Makes a batch durable: all of it or nothing, before the call returns.
  ///
  /// After a fault other than ``StoreFault/Kind/notNext`` and ``StoreFault/Kind/unstorable`` the store is
  /// closed: ``reopen()`` it, load the state again, and look the keys up.
  func commit(_ batch: Batch) throws(StoreFault)
  /// Does what need not be done while somebody waits for a commit: called between batches. A fault of it
  /// shows at the next commit.
  func rest()
  /// Opens the registry again after a fault closed this store; it is refused as
  /// ``StoreFault/Kind/fenced`` when a newer writer came meanwhile.
  func reopen() throws -> any RegistryStore
  /// A way to read beside the writer, without waiting for it.
  func reader() throws -> any RegistryReader
  /// Writes the whole registry into a new file while the writer goes on, and the digests of its pages
  /// beside it, under the name with `.pages` behind.
  func backUp(to path: String, hash: HashFunction) throws
  /// Ends the use; every further call is refused.
  func close()
}

extension RegistryStore {
  /// Nothing is left for later.
  public func rest() {}
}

/// A reader beside the writer: in the same process, in another one, or on another machine.
public protocol RegistryReader: AnyObject, Sendable {
  /// Reads at one point of the journal, however much is committed meanwhile.
  ///
  /// Calls from several threads wait for each other; make a reader for each thread that shall not wait.
  func snapshot<Value>(_ body: (any RegistryView) throws -> Value) throws -> Value
  /// Ends the use.
  func close()
}
