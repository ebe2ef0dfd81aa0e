import Calendar
import Testing

@Suite struct GregorianCalendarTests {
  @Test func `Day numbers and dates agree, through leap years and before 1970`() {
    var (year, month, day) = (1599, 12, 31)
    var wrong: [Int] = []
    for number in GregorianCalendar.day(
      year: 1599, month: 12, day: 31)...GregorianCalendar.day(year: 2105, month: 3, day: 1)
    {
      let date = GregorianCalendar.date(ofDay: number)
      let isSame = date == (year, month, day) && GregorianCalendar.day(year: year, month: month, day: day) == number
      if !isSame { wrong.append(number) }
      day += 1
      if day > GregorianCalendar.days(inMonth: month, of: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(wrong == [])
  }

  @Test func `Day 0 is the first day of Unix time`() {
    #expect(GregorianCalendar.day(year: 1970, month: 1, day: 1) == 0)
    #expect(GregorianCalendar.day(year: 2026, month: 11, day: 29) == 20786)
    #expect(GregorianCalendar.date(ofDay: -719_528) == (0, 1, 1))
  }

  @Test func `Months beyond a year carry over`() {
    #expect(GregorianCalendar.day(year: 2025, month: 14, day: 1) == GregorianCalendar.day(year: 2026, month: 2, day: 1))
    #expect(
      GregorianCalendar.day(year: 2025, month: -1, day: 1) == GregorianCalendar.day(year: 2024, month: 11, day: 1))
  }

  @Test func `Leap years are every fourth year, except centuries not divisible by 400`() {
    #expect(
      [1900, 2000, 2023, 2024, 2100, 0, -4].map(GregorianCalendar.isLeap) == [
        false, true, false, true, false, true, true,
      ])
    #expect(
      GregorianCalendar.isDate(year: 2024, month: 2, day: 29)
        && !GregorianCalendar.isDate(year: 2023, month: 2, day: 29))
    #expect(
      !GregorianCalendar.isDate(year: 2023, month: 13, day: 1)
        && !GregorianCalendar.isDate(year: 2023, month: 1, day: 0))
  }
}
