internal import Quantities

/// The rows of the tables of a run: those that were bound, and those that grouping makes.
struct Rows {
  /// The key columns of each row, in the order of the table's keys.
  var keys: [[Double]]
  var count: Int
  /// Of a grouped table: the rows of the other table that are in each group.
  var members: [[Int]] = []
}

/// An index of rows by some of what they belong to.
struct RowIndex {
  private var rows: [[Double]: [Int]] = [:]

  init(_ columns: [[Double]], count: Int) {
    for row in 0..<count { rows[columns.map { $0[row] }, default: []].append(row) }
  }

  subscript(_ values: [Double]) -> [Int] { rows[values] ?? [] }
}

/// The calendar parts of day numbers; NaN for what is no day.
func calendarParts(_ days: [Double], _ dimension: Dimension) -> [Double] {
  days.map { number in
    guard let whole = Int(exactly: number), let day = try? Day(number: whole) else { return .nan }
    return Double(calendarPart(day, dimension))
  }
}

func calendarPart(_ day: Day, _ dimension: Dimension) -> Int {
  switch dimension {
  case .day: day.dayOfYear
  case .halfmonth: day.halfMonth
  case .month: day.month
  default: day.year
  }
}

/// The part of a coarser dimension that an element of a finer one lies in: the month of a day of a year.
func calendarPart(_ element: Int, of dimension: Dimension, as coarser: Dimension, year: Int) -> Int? {
  if dimension == coarser { return element }
  if coarser == .year { return year }
  if dimension == .halfmonth, coarser == .month { return (element + 1) / 2 }
  guard dimension == .day, let first = try? Day(year: year, month: 1, day: 1),
    let day = try? first.adding(days: element - 1)
  else { return nil }
  return calendarPart(day, coarser)
}

/// The elements of a calendar dimension of one year; years are not among them.
func calendarElements(_ dimension: Dimension, year: Int) -> ClosedRange<Int> {
  switch dimension {
  case .day: 1...(Day.isLeap(year) ? 366 : 365)
  case .halfmonth: 1...24
  default: 1...12
  }
}
