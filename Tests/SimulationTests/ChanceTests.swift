import Simulation
import Testing

@Suite struct ChanceTests {
  /// The first numbers of seed 1234567 as published with the reference implementation by Vigna
  /// (Rosetta Code, "Pseudo-random numbers/Splitmix64").
  @Test func `SplitMix64 gives the published numbers`() {
    var chance = Chance(seed: 1_234_567)
    let published: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(published.map { _ in chance.next() } == published)
  }

  @Test func `Draws stay in their range and reach both ends`() {
    var chance = Chance(seed: 5)
    let draws = (0..<1_000).map { _ in chance.within(-2...2) }
    #expect(Set(draws) == [-2, -1, 0, 1, 2])
    #expect((0..<1_000).allSatisfy { _ in chance.place(weights: [0, 3, 0, 1]) % 2 == 1 })
  }
}
