using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Chats;

namespace CareBot.Verbs;

/// <summary><c>talk DIALOG --as PERSON</c>: one dialog in the terminal. <c>/later 3d</c> moves the clock, an empty line ends it.</summary>
internal static partial class TalkVerb
{
    /// <summary>How <c>--now</c> is written.</summary>
    public const string Time = "yyyy-MM-dd'T'HH:mm";

    private const string Help = "Type as the person. /later 3d (or 2h, 30m) moves the clock, Name: words speaks as another of the cast, an empty line ends.";
    private const int MostLater = 1000;

    // In English and in Spanish what begins the dialog; those of coordinators are about Dot.
    private static readonly Dictionary<string, (string English, string Spanish)> Starts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DailyCheckIn"] = ("check in", "hacer mi control"),
        ["TakeAssessment"] = ("mood check", "chequeo de ánimo"),
        ["BookAppointment"] = ("book an appointment", "hacer una cita"),
        ["FindResource"] = ("find help", "buscar ayuda"),
        ["ReadPlan"] = ("my plan", "mi plan"),
        ["GetHelpNow"] = ("I have chest pain", "me duele el pecho"),
        ["AskCaseload"] = ("my caseload", "mis pacientes"),
        ["ReviewAlerts"] = ("alerts", "alertas"),
        ["ReferPatient"] = ("refer Dot for food", "derivar a Dot para comida"),
        ["SendAssessment"] = ("assess Dot", "evaluar a Dot"),
        ["CurateListings"] = ("wrong listings", "recursos por revisar"),
    };

    // Their lists are there when the clock has run once.
    private static readonly string[] OfCoordinators = ["AskCaseload", "ReviewAlerts", "ReferPatient", "SendAssessment", "CurateListings"];

    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output)
    {
        var (options, problem) = Options.Read(args, "as", "language", "now", "save");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options is not { Words: [var dialog] } || options["as"] is not { Length: > 0 } person || !Starts.TryGetValue(dialog, out var start))
        {
            return await Usage.ShowAsync($"'talk' takes a dialog ({string.Join(", ", Starts.Keys)}) and --as with a name of the demo cast.");
        }

        if (options["language"] is not (null or "en" or "es"))
        {
            return await Usage.ShowAsync($"--language '{options["language"]}' is none that the bot speaks; write en or es.");
        }

        if (!DateTime.TryParseExact(options["now"] ?? "2026-03-02T08:00", Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var now))
        {
            return await Usage.ShowAsync($"--now '{options["now"]}' is no time; write 2026-03-02T08:00.");
        }

        var name = char.ToUpperInvariant(person[0]) + person[1..];
        if (!ChatStage.Knows(name))
        {
            return await Usage.ShowAsync($"Nobody of the demo cast is called '{name}'.");
        }

        if (options["save"] is { } file)
        {
            OutputFile.Check(file);
        }

        var lines = new List<string> { $"person: {name}", "clock:  " + now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) };
        if (OfCoordinators.Contains(dialog, StringComparer.OrdinalIgnoreCase))
        {
            lines.Add("(1 minute later)");
        }

        if (options["language"] is { } language)
        {
            lines.Add($"{name}: {(language == "es" ? "español" : "english")}");
        }

        lines.Add($"{name}: {(options["language"] == "es" ? start.Spanish : start.English)}");
        var played = await ConverseAsync(name, lines, input, output);
        if (options["save"] is { } saved)
        {
            await OutputFile.WriteAsync(saved, played);
        }

        return 0;
    }

    /// <summary>Each line is added to the chat and the chat is played again from its beginning: what is shown is what a replay of the saved file shows.</summary>
    /// <returns>The whole chat.</returns>
    private static async Task<string> ConverseAsync(string name, List<string> lines, TextReader input, TextWriter output)
    {
        await Console.Error.WriteLineAsync(Help);
        var (played, shown) = (await PlayAsync(lines), 0);
        while (true)
        {
            var all = played.TrimEnd('\n').Split('\n');
            foreach (var line in all.Skip(shown))
            {
                await output.WriteLineAsync(line);
            }

            shown = all.Length;
            if (await input.ReadLineAsync() is not { } typed || string.IsNullOrWhiteSpace(typed))
            {
                return played;
            }

            try
            {
                played = await PlayAsync([.. lines, Line(name, typed.Trim())]);
                lines.Add(Line(name, typed.Trim()));
            }
            catch (FormatException unmeant)
            {
                await Console.Error.WriteLineAsync(unmeant.Message);
            }
        }
    }

    private static Task<string> PlayAsync(IEnumerable<string> lines) => ChatReplay.RunAsync(ChatFile.Parse(string.Join('\n', lines)), CancellationToken.None);

    private static string Line(string name, string typed) =>
        typed.StartsWith('/') ? Later(typed)
        : Speaker().Match(typed) is { Success: true } other && ChatStage.Knows(other.Groups[1].Value) ? char.ToUpperInvariant(typed[0]) + typed[1..]
        : $"{name}: {typed}";

    private static string Later(string typed) => Span().Match(typed) is { Success: true } span && int.Parse(span.Groups[1].Value, CultureInfo.InvariantCulture) is var number && number <= MostLater
        ? $"({number} {span.Groups[2].Value switch { "m" => "minutes", "h" => "hours", _ => "days" }} later)"
        : throw new FormatException($"'{typed}' is no span; write /later 3d, 2h or 30m.");

    [GeneratedRegex("^/later ([0-9]{1,4})([mhd])$")]
    private static partial Regex Span();

    [GeneratedRegex(@"^(\w+)(?: presses)?: \S")]
    private static partial Regex Speaker();
}
