/// The proleptic Gregorian calendar. Computes with years that begin in March, so that the leap day comes last.
public enum GregorianCalendar {
  /// Returns the number of days since 1970-01-01. Months count from 1; out-of-range months and days carry over.
  public static func day(year: Int, month: Int, day: Int) -> Int {
    let monthsSinceMarch = month - 3
    let marchYear = year + floorDivide(monthsSinceMarch, 12)
    let marchMonth = monthsSinceMarch - floorDivide(monthsSinceMarch, 12) * 12
    let era = floorDivide(marchYear, 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Returns the date of a day counted from 1970-01-01; months count from 1.
  public static func date(ofDay days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// Returns the number of days in a month; 0 for an invalid month.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1...12: 31
    default: 0
    }
  }

  /// Whether the date exists.
  public static func isDate(year: Int, month: Int, day: Int) -> Bool {
    day >= 1 && day <= days(inMonth: month, of: year)
  }

  /// Whether a year is a leap year.
  public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func floorDivide(_ number: Int, _ divisor: Int) -> Int {
    number / divisor - (number % divisor < 0 ? 1 : 0)
  }
}
