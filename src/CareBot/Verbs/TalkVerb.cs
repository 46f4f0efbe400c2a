using System.Globalization;
using CareBot.Chats;

namespace CareBot.Verbs;

/// <summary><c>talk DIALOG --as PERSON</c>: one dialog in the terminal. <c>/later 3d</c> moves the clock, an empty line ends it.</summary>
internal static class TalkVerb
{
    private const string Help = "Type as the person. /later 3d (or 2h, 30m) moves the clock, Name: words speaks as another, an empty line ends.";

    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output)
    {
        var (options, problem) = Options.Read(args, "as", "language", "now", "save");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options is not { Words: [var dialog] } || options["as"] is not { Length: > 0 } person || Start(dialog, options["language"]) is not { } first)
        {
            return await Usage.ShowAsync("'talk' takes a dialog (DailyCheckIn, TakeAssessment, BookAppointment, AskCaseload, ReviewAlerts) and --as with a name of the demo cast.");
        }

        if (options["language"] is not (null or "en" or "es"))
        {
            return await Usage.ShowAsync($"--language '{options["language"]}' is none that the bot speaks; write en or es.");
        }

        if (!DateTime.TryParseExact(options["now"] ?? "2026-03-02T08:00", "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var now))
        {
            return await Usage.ShowAsync($"--now '{options["now"]}' is no time; write 2026-03-02T08:00.");
        }

        var name = char.ToUpperInvariant(person[0]) + person[1..];
        var lines = new List<string> { $"person: {name}", "clock:  " + now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) };
        if (options["language"] is { } language)
        {
            lines.Add($"{name}: {(language == "es" ? "español" : "english")}");
        }

        lines.Add($"{name}: {first}");
        try
        {
            await ConverseAsync(name, lines, input, output);
        }
        catch (FormatException broken)
        {
            return await Usage.ShowAsync(broken.Message);
        }

        if (options["save"] is { } file)
        {
            await File.WriteAllTextAsync(file, await ChatReplay.RunAsync(ChatFile.Parse(string.Join('\n', lines)), CancellationToken.None));
        }

        return 0;
    }

    /// <summary>Each line is added to the chat and the chat is played again from its beginning: what is shown is what a replay of the saved file shows.</summary>
    private static async Task ConverseAsync(string name, List<string> lines, TextReader input, TextWriter output)
    {
        await Console.Error.WriteLineAsync(Help);
        var shown = 0;
        while (true)
        {
            var played = (await ChatReplay.RunAsync(ChatFile.Parse(string.Join('\n', lines)), CancellationToken.None)).TrimEnd('\n').Split('\n');
            foreach (var line in played.Skip(shown))
            {
                await output.WriteLineAsync(line);
            }

            shown = played.Length;
            if (await input.ReadLineAsync() is not { Length: > 0 } typed)
            {
                return;
            }

            lines.Add(typed.StartsWith("/later ", StringComparison.Ordinal) ? Later(typed[7..]) : typed.Contains(": ", StringComparison.Ordinal) ? typed : $"{name}: {typed}");
        }
    }

    private static string Later(string span) => span is [.. var amount, var unit] && int.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? $"({number} {unit switch { 'm' => "minutes", 'h' => "hours", _ => "days" }} later)"
        : throw new FormatException($"'/later {span}' is no span; write /later 3d, 2h or 30m.");

    private static string? Start(string dialog, string? language) => (dialog, language) switch
    {
        ("DailyCheckIn", "es") => "hacer mi control",
        ("DailyCheckIn", _) => "check in",
        ("BookAppointment", "es") => "hacer una cita",
        ("BookAppointment", _) => "book an appointment",
        ("TakeAssessment", "es") => "chequeo de ánimo",
        ("TakeAssessment", _) => "mood check",
        ("AskCaseload", _) => "my caseload",
        ("ReviewAlerts", _) => "alerts",
        _ => null,
    };
}
