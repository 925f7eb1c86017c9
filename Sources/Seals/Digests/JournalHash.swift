internal import CCrypto
internal import CDigests
internal import Glibc
public import Journal

extension HashFunction {
  /// SM3 (GB/T 32905-2016), with which journals are chained.
  ///
  /// Entries are small and many, so each thread keeps one context of the library and begins it anew, and
  /// several at once are hashed in the lanes of wide registers.
  public static let sm3 = HashFunction(
    name: "sm3", abreast: { bytes, ends in digestsAbreast(bytes, ends) },
    { bytes in digestOnThisThread(bytes) })
}

private func digestsAbreast(_ bytes: UnsafeRawBufferPointer, _ ends: [Int]) -> [Digest] {
  let width = Int(DIGESTS_ABREAST)
  var digests: [Digest] = []
  digests.reserveCapacity(ends.count)
  withUnsafeTemporaryAllocation(byteCount: 32 * width, alignment: 8) { made in
    for first in stride(from: 0, to: ends.count, by: width) {
      let start = first == 0 ? 0 : ends[first - 1]
      let group = ends[first..<min(first + width, ends.count)].map { $0 - start }
      // Lanes that have no piece hash nothing.
      let lanes = group + [Int](repeating: group[group.count - 1], count: width - group.count)
      digests_sm3_abreast(
        bytes.baseAddress?.advanced(by: start).assumingMemoryBound(to: UInt8.self), lanes,
        made.baseAddress?.assumingMemoryBound(to: UInt8.self))
      for place in group.indices {
        digests.append(Digest(bytes: UnsafeRawBufferPointer(rebasing: made[32 * place..<32 * (place + 1)])))
      }
    }
  }
  return digests
}

private func digestOnThisThread(_ bytes: UnsafeRawBufferPointer) -> Digest {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
    let context = contextOfThisThread()
    // Naming no algorithm keeps the one that the context has, which spares the library a look-up.
    let isDone =
      EVP_DigestInit_ex(context, nil, nil) == 1
      && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
      && EVP_DigestFinal_ex(context, digest.baseAddress, nil) == 1
    precondition(isDone, "A digest takes bytes of any number.")
    return Digest(bytes: UnsafeRawBufferPointer(digest))
  }
}

/// The context that this thread keeps; made at the first call, freed when the thread ends.
private func contextOfThisThread() -> OpaquePointer {
  if let kept = pthread_getspecific(contextKey) { return OpaquePointer(kept) }
  guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sm3(), nil) == 1,
    pthread_setspecific(contextKey, UnsafeRawPointer(context)) == 0
  else { preconditionFailure("The cryptographic library is without memory or without SM3.") }
  return context
}

private let contextKey: pthread_key_t = {
  var key = pthread_key_t()
  let isMade = pthread_key_create(&key) { context in EVP_MD_CTX_free(context.map { OpaquePointer($0) }) }
  precondition(isMade == 0, "The system gives keys for the values of threads.")
  return key
}()
