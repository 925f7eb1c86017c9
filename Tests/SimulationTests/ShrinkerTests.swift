import Simulation
import Testing

@Suite struct ShrinkerTests {
  @Test func `The three elements that make a list fail are all that is left`() {
    let short = Shrinker.shortest(of: Array(0..<1_000)) { list in
      list.contains(17) && list.contains(500) && list.contains(981)
    }
    #expect(short == [17, 500, 981])
  }

  @Test func `Order is kept, and a list from which nothing can be cut stays`() {
    #expect(Shrinker.shortest(of: [3, 1, 2]) { $0.count == 3 } == [3, 1, 2])
    #expect(Shrinker.shortest(of: [9]) { $0 == [9] } == [9])
  }

  @Test func `It stops when it has tried enough`() {
    var tried = 0
    _ = Shrinker.shortest(of: Array(0..<10_000), limit: 50) { list in
      tried += 1
      return list.contains(1) && list.contains(9_999)
    }
    #expect(tried <= 50)
  }
}
