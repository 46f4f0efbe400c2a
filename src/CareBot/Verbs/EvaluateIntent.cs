using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CareBot.Care.Content;
using CareBot.Chats;
using CareBot.Dialogs;
using CareBot.Dialogs.Voice;

namespace CareBot.Verbs;

/// <summary>
/// <c>evaluate intent IN.jsonl OUT.jsonl [--report]</c>: which dialog answers a message that begins a conversation. Each is said to the whole bot, from the
/// same place, by a patient, a coordinator and a visitor of the demo practice, or only by whom the row names; who is understood best counts.
/// </summary>
internal static class EvaluateIntent
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    /// <summary>Who speaks, in English and in Spanish; where two are understood alike, the first.</summary>
    private static readonly (string Role, string English, string Spanish)[] Speakers = [("patient", "Walt", "Rosa"), ("staff", "Maria", "Maria"), ("family", "Jo", "Lucia"), ("visitor", "Visitor", "Visitante")];

    /// <summary>A family is asked for only by name: it says what a patient says.</summary>
    private static readonly string[] Unnamed = ["patient", "staff", "visitor"];

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args.Where(arg => arg != "--report").ToList() is not [var from, var to])
        {
            return await Usage.ShowAsync("'evaluate intent' takes a file to read, a file to write, and perhaps --report.");
        }

        if (EvaluateVerb.FileProblem(from, to) is { } wrong)
        {
            return await Usage.ShowAsync(wrong);
        }

        using var input = File.OpenText(from);
        var rows = new LabelledRows(Path.GetFileName(from), Languages.All).Read(input, Read).ToList();
        Intent? heard = null;
        await using var stage = await ChatStage.OpenAsync(Start, CancellationToken.None, new RewindableStore(), services => services.AddSingleton<IBot>(provider =>
            new Listening(ActivatorUtilities.CreateInstance<CareBotHandler>(provider), intent => heard = intent)));
        var beginning = stage.Moment;
        var judged = new List<(IntentRow Row, string Answer)>();
        await OutputFile.WriteAsync(to, async stream =>
        {
            await using var answers = new StreamWriter(stream);
            foreach (var row in rows)
            {
                var best = Intent.None;
                foreach (var (role, english, spanish) in Speakers.Where(one => row.Speaker is null ? Unnamed.Contains(one.Role) : one.Role == row.Speaker))
                {
                    stage.Moment = beginning;
                    heard = null;
                    var actor = await stage.FindAsync(Languages.Of(row.Row.Language) == Languages.Spanish ? spanish : english, CancellationToken.None);
                    await stage.EnterAsync(actor!, quietly: true, CancellationToken.None);
                    await stage.SayAsync(actor!, row.Row.Text, CancellationToken.None);
                    best = heard is { } intent && intent.Score > best.Score ? intent : best;
                    if (best.Score >= Intent.Claimed)
                    {
                        break;
                    }
                }

                await answers.WriteLineAsync(JsonSerializer.Serialize(new IntentAnswer(row.Row.Id, best.Name, best.Score), IntentJson.Default.IntentAnswer));
                judged.Add((row, best.Name));
            }
        });
        if (args.Contains("--report"))
        {
            await ReportAsync(judged, output);
        }

        return 0;
    }

    private static IntentRow Read(ContentNode node, LabelledRow row) => new(
        row,
        node.Optional("speaker") is not { } speaker ? null : Array.Exists(Speakers, one => one.Role == speaker.Text()) ? speaker.Text() : throw speaker.Broken($"write one of {string.Join(", ", Speakers.Select(one => one.Role))}, or leave it out"),
        node.Optional("expected")?.Text());

    /// <summary>The dialog alone is right where the row names no offer of it.</summary>
    private static async Task ReportAsync(IEnumerable<(IntentRow Row, string Answer)> rows, TextWriter output)
    {
        var judged = rows.Where(one => one.Row.Expected is not null).Select(one => (one.Row, one.Answer, IsRight: one.Answer == one.Row.Expected || one.Answer.Split('.')[0] == one.Row.Expected)).ToList();
        foreach (var language in judged.GroupBy(one => Languages.Of(one.Row.Row.Language)).OrderBy(some => some.Key, StringComparer.Ordinal))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"intent {language.Key}: {language.Count()} messages, {(double)language.Count(one => one.IsRight) / language.Count():P1} as expected"));
        }

        foreach (var (row, answer, _) in judged.Where(one => !one.IsRight))
        {
            await output.WriteLineAsync($"  {row.Row.Id}: {row.Expected}, answered {answer}: {row.Row.Text}");
        }
    }

    /// <summary>The bot, and what it took each message for.</summary>
    private sealed class Listening(IBot bot, Action<Intent> hear) : IBot
    {
        public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            await bot.OnTurnAsync(turnContext, cancellationToken);
            if (turnContext.TurnState.Get<Intent>() is { } intent)
            {
                hear(intent);
            }
        }
    }

    private sealed record IntentRow(LabelledRow Row, string? Speaker, string? Expected);
}

internal sealed record IntentAnswer(JsonElement Id, string Intent, double Score);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IntentAnswer))]
internal sealed partial class IntentJson : JsonSerializerContext;
