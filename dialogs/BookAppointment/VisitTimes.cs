using System.Globalization;
using CareBot.Care.Appointments;
using CareBot.Dialogs.Voice.Understanding;
using Microsoft.Recognizers.Text.DataTypes.TimexExpression;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>When somebody wants to come: the days and times that the TIMEX of a message resolve to, in the patient's calendar.</summary>
public sealed class VisitTimes(DateReader dates)
{
    // People are seen by day: "at 3" is three in the afternoon.
    private static readonly TimeOnly Earliest = new(6, 0), Latest = new(21, 0);
    private const int WeeksAhead = 9;

    // As far as anybody plans.
    private const int DaysAhead = 60;

    private static readonly TimeSpan About = TimeSpan.FromMinutes(30);

    /// <returns>Empty where the message names no time ahead, or a day that does not exist.</returns>
    /// <param name="local">Now, as the patient's wall shows it.</param>
    public IReadOnlyList<VisitWindow> Read(string text, string language, DateTime local)
    {
        var phrases = dates.ReadAny(text, language, local);
        var (days, times) = (new List<(DateOnly From, DateOnly Until)>(), new List<(TimeOnly After, TimeOnly Before)>());
        foreach (var (timex, bound) in phrases.SelectMany(phrase => phrase.Timexes.Distinct().Select(timex => (timex, phrase.Bound))))
        {
            Take(timex, bound, local, days, times);
            // "La tarde" is the afternoon and the evening.
            if (timex.EndsWith("TEV", StringComparison.Ordinal) && language == Voice.Languages.Spanish) Take(timex[..^2] + "AF", bound, local, days, times);
        }

        if (days.Count + times.Count == 0 || NamesNoDay(text, language, local))
        {
            return [];
        }

        if (days.Count == 0)
        {
            // A time alone: any day of the weeks ahead.
            days.Add((DateOnly.FromDateTime(local), DateOnly.FromDateTime(local).AddDays(DaysAhead)));
        }

        return times.Count == 0
            ? [.. days.Distinct().Select(day => VisitWindow.Days(day.From, day.Until))]
            : [.. days.Distinct().SelectMany(day => times.Distinct().Select(time => new VisitWindow(day.From, day.Until, time.After, time.Before)))];
    }

    /// <summary>Whether a message names a day that no calendar has, and so no day at all.</summary>
    public bool NamesNoDay(string text, string language, DateTime local) => dates.NamesNoDay(text, language, local);

    /// <summary>Whether a message says a day or a time and nothing else.</summary>
    /// <param name="around">Folded words that may stand around it.</param>
    public bool IsAll(string text, string language, DateTime local, IReadOnlySet<string> around)
    {
        var left = Folding.Words(text).Split(' ').ToList();
        var phrases = dates.ReadAny(text, language, local);
        foreach (var word in phrases.SelectMany(phrase => Folding.Words(phrase.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            left.Remove(word);
        }

        return phrases.Count > 0 && left.All(around.Contains);
    }

    /// <summary>The windows, moved by whole weeks into what was asked for before where they lie outside; without times of their own they keep those.</summary>
    public static IReadOnlyList<VisitWindow> Near(IReadOnlyList<VisitWindow> windows, IReadOnlyList<VisitWindow> before) =>
        windows.Count == 1 && windows[0] is var day && day.Until == day.From.AddDays(1)
        && Enumerable.Range(0, WeeksAhead).Select(week => day.From.AddDays(7 * week)).Where(from => before.Any(one => from >= one.From && from < one.Until)).Select(from => (DateOnly?)from).FirstOrDefault() is { } found
            ? [.. before.Where(one => found >= one.From && found < one.Until).Select(one => day with { From = found, Until = found.AddDays(1), After = day.After > one.After ? day.After : one.After, Before = day.Before < one.Before ? day.Before : one.Before })]
            : windows;

    private static void Take(string timex, string? bound, DateTime local, List<(DateOnly From, DateOnly Until)> days, List<(TimeOnly After, TimeOnly Before)> times)
    {
        var today = DateOnly.FromDateTime(local);
        if (timex.StartsWith("XXXX-XX-", StringComparison.Ordinal) && timex.Length >= 10 && int.TryParse(timex.AsSpan(8, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var ofMonth))
        {
            var day = Enumerable.Range(0, 62).Select(today.AddDays).First(one => one.Day == ofMonth);
            timex = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + timex[10..];
        }

        if (OpenRange(timex, local) is { } range)
        {
            days.Add(range);
            return;
        }

        foreach (var value in TimexResolver.Resolve([timex], local).Values)
        {
            switch (value.Type)
            {
                case "date" when DateOnly.TryParse(value.Value, CultureInfo.InvariantCulture, out var day) && day >= today:
                    AddDays(day, day.AddDays(1), bound, today, days);
                    break;
                case "daterange" when DateOnly.TryParse(value.Start, CultureInfo.InvariantCulture, out var from) && DateOnly.TryParse(value.End, CultureInfo.InvariantCulture, out var until) && until > today:
                    // "From Monday until Wednesday" says both ends itself.
                    AddDays(from, until, timex[0] == '(' ? null : bound, today, days);
                    break;
                case "time" when TimeOnly.TryParse(value.Value, CultureInfo.InvariantCulture, out var time):
                    AddTime(time, bound, times);
                    break;
                case "timerange" when TimeOnly.TryParse(value.Start, CultureInfo.InvariantCulture, out var after) && TimeOnly.TryParse(value.End, CultureInfo.InvariantCulture, out var before):
                    times.Add((after, before > after ? before : TimeOnly.MaxValue));
                    break;
                case "datetime" when DateTime.TryParse(value.Value, CultureInfo.InvariantCulture, out var at) && at > local:
                    days.Add((DateOnly.FromDateTime(at), DateOnly.FromDateTime(at).AddDays(1)));
                    AddTime(TimeOnly.FromDateTime(at), bound, times);
                    break;
                case "datetimerange" when DateTime.TryParse(value.Start, CultureInfo.InvariantCulture, out var begin) && DateTime.TryParse(value.End, CultureInfo.InvariantCulture, out var end) && end > local:
                    days.Add((DateOnly.FromDateTime(begin), DateOnly.FromDateTime(begin).AddDays(1)));
                    times.Add((TimeOnly.FromDateTime(begin), end.Date > begin.Date ? TimeOnly.MaxValue : TimeOnly.FromDateTime(end)));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>"Tuesday to Thursday", "the 10th to the 15th": from the next such day on, the last one included; null for any other TIMEX.</summary>
    private static (DateOnly From, DateOnly Until)? OpenRange(string timex, DateTime local)
    {
        if (timex.Trim('(', ')').Split(',') is not [var begins, _, ['P', .. var count, 'D']] || !begins.Contains('X', StringComparison.Ordinal) || begins.Contains('T', StringComparison.Ordinal)
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return null;
        }

        var (days, times) = (new List<(DateOnly From, DateOnly Until)>(), new List<(TimeOnly After, TimeOnly Before)>());
        Take(begins, null, local, days, times);
        return days.Count == 0 ? null : (days.Min(day => day.From), days.Min(day => day.From).AddDays(length + 1));
    }

    /// <summary>The days themselves, or those after or before them.</summary>
    private static void AddDays(DateOnly from, DateOnly until, string? bound, DateOnly today, List<(DateOnly From, DateOnly Until)> days) => days.Add(bound switch
    {
        "after" => (until, until.AddDays(DaysAhead)),
        "from" => (from, from.AddDays(DaysAhead)),
        "before" when from > today => (today, from),
        "until" => (today, until),
        _ => (from, until),
    });

    private static void AddTime(TimeOnly time, string? bound, List<(TimeOnly After, TimeOnly Before)> times)
    {
        if (time >= Earliest && time <= Latest)
        {
            times.Add(bound switch
            {
                "after" or "from" => (time, TimeOnly.MaxValue),
                "before" => (TimeOnly.MinValue, time),
                "until" => (TimeOnly.MinValue, time.Add(About)),
                _ => (time, time.Add(About)),
            });
        }
    }
}
