using System.Globalization;
using System.Text.RegularExpressions;

namespace CareBot.Chats;

/// <summary>
/// A chat as a nurse reads it: who, when, what people say and what the bot answers. Only the lines of people and of time are input; the
/// bot's lines are what the product says, so a file and a replay of it are compared line by line.
/// </summary>
internal sealed partial record ChatFile(IReadOnlyList<ChatLine> Lines)
{
    /// <exception cref="FormatException">A line is none of those that a chat can have; names the line and the remedy.</exception>
    public static ChatFile Parse(string text)
    {
        var lines = new List<ChatLine>();
        var number = 0;
        foreach (var raw in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            number++;
            lines.Add(ParseLine(raw, number));
        }

        return new ChatFile(lines);
    }

    private static ChatLine ParseLine(string raw, int number)
    {
        var line = raw.TrimEnd();
        if (line.Length == 0 || line[0] == '#')
        {
            return new ChatLine.Comment(line);
        }

        if (line.StartsWith("     ", StringComparison.Ordinal) || line.StartsWith("Bot", StringComparison.Ordinal) || line.StartsWith("=>", StringComparison.Ordinal))
        {
            return new ChatLine.Output(line);
        }

        if (Header().Match(line) is { Success: true } header)
        {
            return header.Groups[1].Value == "person"
                ? new ChatLine.Person(line, header.Groups[2].Value)
                : new ChatLine.Clock(line, ReadTime(header.Groups[2].Value, number));
        }

        if (Later().Match(line) is { Success: true } later)
        {
            return new ChatLine.Later(line, ReadSpan(later));
        }

        if (Records().Match(line) is { Success: true } records)
        {
            return new ChatLine.Records(line, records.Groups[1].Value == "away");
        }

        if (Presses().Match(line) is { Success: true } press)
        {
            return new ChatLine.Press(line, press.Groups[1].Value, press.Groups[2].Value, press.Groups[3].Value);
        }

        return Says().Match(line) is { Success: true } says
            ? new ChatLine.Say(line, says.Groups[1].Value, says.Groups[2].Value)
            : throw new FormatException($"line {number}: '{line}' is not a line of a chat; write 'Name: words', '(2 hours later)', 'Name presses: button' or '# remark'.");
    }

    private static LocalTime ReadTime(string text, int number) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new LocalTime(time)
            : throw new FormatException($"line {number}: '{text}' is no time; write 2026-03-02 08:00.");

    private static TimeSpan ReadSpan(Match later)
    {
        var amount = int.Parse(later.Groups[1].Value, CultureInfo.InvariantCulture);
        return later.Groups[2].Value switch { "minute" => TimeSpan.FromMinutes(amount), "hour" => TimeSpan.FromHours(amount), _ => TimeSpan.FromDays(amount) };
    }

    [GeneratedRegex(@"^(person|clock):\s*(.+)$")]
    private static partial Regex Header();

    [GeneratedRegex(@"^\((\d+) (minute|hour|day)s? later\)$")]
    private static partial Regex Later();

    [GeneratedRegex(@"^\(the records are (away|back)\)$")]
    private static partial Regex Records();

    [GeneratedRegex(@"^(\w+) presses: (\S+)(?: (.*))?$")]
    private static partial Regex Presses();

    [GeneratedRegex(@"^(\w+): (.+)$")]
    private static partial Regex Says();
}

/// <summary>A wall clock time in the patient's zone.</summary>
internal readonly record struct LocalTime(DateTime Value)
{
    public DateTimeOffset In(string zone)
    {
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        return new DateTimeOffset(Value, info.GetUtcOffset(Value));
    }
}

/// <summary>A line of a chat file.</summary>
internal abstract record ChatLine(string Text)
{
    /// <summary>A remark, or an empty line.</summary>
    public sealed record Comment(string Text) : ChatLine(Text);

    /// <summary>Whose chat it is: a name of the demo cast.</summary>
    public sealed record Person(string Text, string Name) : ChatLine(Text);

    /// <summary>When it begins.</summary>
    public sealed record Clock(string Text, LocalTime Time) : ChatLine(Text);

    /// <summary>Time passes; what is due is done.</summary>
    public sealed record Later(string Text, TimeSpan Span) : ChatLine(Text);

    /// <summary>The records stop answering, or answer again.</summary>
    public sealed record Records(string Text, bool Away) : ChatLine(Text);

    /// <summary>Somebody types.</summary>
    public sealed record Say(string Text, string Name, string Words) : ChatLine(Text);

    /// <summary>Somebody presses a button of the newest card they got that has it.</summary>
    /// <param name="Fields">The card's inputs, as <c>outcome=spoke note="..."</c>; may be empty.</param>
    public sealed record Press(string Text, string Name, string Act, string Fields) : ChatLine(Text);

    /// <summary>What the bot said, or what came of it.</summary>
    public sealed record Output(string Text) : ChatLine(Text);
}
