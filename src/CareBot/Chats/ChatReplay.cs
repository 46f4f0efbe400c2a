using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CareBot.Chats;

/// <summary>Plays the people of a chat file and writes down what the bot says, in the form of the file.</summary>
internal sealed partial class ChatReplay : IAsyncDisposable
{
    private const string Indent = "     ";
    private const string Agency = "Agency";
    private const string DefaultStart = "2026-03-02 08:00";

    private readonly List<string> _out = [];
    private readonly Dictionary<string, Actor> _actors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Activity>> _cards = new(StringComparer.Ordinal);
    private ChatStage? _opened;
    private Actor _patient = null!;

    /// <summary>The whole chat as the product tells it now: the file's own lines of people and time, and the bot's lines of today.</summary>
    /// <exception cref="FormatException">The file names nobody, or somebody who is not of the cast.</exception>
    public static async Task<string> RunAsync(ChatFile file, CancellationToken cancellationToken)
    {
        await using var replay = new ChatReplay();
        await replay.PlayAsync(file, cancellationToken);
        return string.Join('\n', replay._out) + "\n";
    }

    /// <summary>Plays a chat once, and at some of its places what might be said there, each time from the same moment.</summary>
    /// <param name="file">The chat.</param>
    /// <param name="branches">What might be said, by the line of the chat after which it is said, from 0.</param>
    /// <param name="cancellationToken">Ends the playing.</param>
    /// <returns>For every branch and every line of it, the lines that the bot writes then.</returns>
    /// <exception cref="FormatException">The file names nobody, or somebody who is not of the cast.</exception>
    public static async Task<IReadOnlyList<IReadOnlyList<string[]>>> BranchAsync(ChatFile file, IReadOnlyList<(int After, IReadOnlyList<ChatLine> Lines)> branches, CancellationToken cancellationToken)
    {
        await using var replay = new ChatReplay();
        await replay.EnterAsync(file, new RewindableStore(), cancellationToken);
        var written = new IReadOnlyList<string[]>[branches.Count];
        foreach (var (at, line) in file.Lines.Index())
        {
            await replay.PlayAsync(line, cancellationToken);
            foreach (var (number, branch) in branches.Index().Where(branch => branch.Item.After == at))
            {
                written[number] = await replay.LookAheadAsync(branch.Lines, cancellationToken);
            }
        }

        return written;
    }

    /// <summary>The first line in which two chats differ, or null.</summary>
    public static (int Number, string Expected, string Actual)? FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'), actual.TrimEnd('\n').Split('\n'));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var (was, now) = (i < left.Length ? left[i].TrimEnd() : "(nothing)", i < right.Length ? right[i].TrimEnd() : "(nothing)");
            if (was != now)
            {
                return (i + 1, was, now);
            }
        }

        return null;
    }

    public ValueTask DisposeAsync() => _opened?.DisposeAsync() ?? ValueTask.CompletedTask;

    private ChatStage Stage => _opened!;

    private async Task PlayAsync(ChatFile file, CancellationToken cancellationToken)
    {
        await EnterAsync(file, null, cancellationToken);
        foreach (var line in file.Lines.Where(line => line is not ChatLine.Output))
        {
            _out.Add(line.Text);
            await PlayAsync(line, cancellationToken);
        }
    }

    /// <summary>Opens the stage of a chat, with everybody on it who says something in it.</summary>
    private async Task EnterAsync(ChatFile file, RewindableStore? rewindable, CancellationToken cancellationToken)
    {
        var person = file.Lines.OfType<ChatLine.Person>().FirstOrDefault() ?? throw new FormatException("The chat names nobody; begin it with 'person: Rosa'.");
        var start = file.Lines.OfType<ChatLine.Clock>().FirstOrDefault()?.Time ?? new LocalTime(DateTime.Parse(DefaultStart, System.Globalization.CultureInfo.InvariantCulture));
        // The cast lives in one zone of the demo practice, so the clock can be set before anybody is there.
        _opened = await ChatStage.OpenAsync(start.In("America/Chicago"), cancellationToken, rewindable);
        _patient = await ActorAsync(person.Name, cancellationToken);
        foreach (var name in file.Lines.Select(line => line switch { ChatLine.Say say => say.Name, ChatLine.Press press => press.Name, _ => null }).OfType<string>().Where(name => name != Agency).Distinct())
        {
            await ActorAsync(name, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string[]>> LookAheadAsync(IReadOnlyList<ChatLine> lines, CancellationToken cancellationToken)
    {
        var (moment, cards) = (Stage.Moment, _cards.ToDictionary(shown => shown.Key, shown => shown.Value.ToList()));
        var written = new List<string[]>();
        foreach (var line in lines)
        {
            _out.Clear();
            await PlayAsync(line, cancellationToken);
            written.Add([.. _out]);
        }

        Stage.Moment = moment;
        _cards.Clear();
        foreach (var (who, shown) in cards)
        {
            _cards[who] = shown;
        }

        return written;
    }

    private async Task PlayAsync(ChatLine line, CancellationToken cancellationToken)
    {
        switch (line)
        {
            case ChatLine.Say say:
                await Stage.SayAsync(_actors[say.Name], say.Words, cancellationToken);
                break;
            case ChatLine.Press { Name: Agency } press:
                _out.Add($"=> page: {await Stage.AgencyAsync(_patient, press.Act, Fields(press), cancellationToken)}");
                break;
            case ChatLine.Press press:
                await Stage.PressAsync(_actors[press.Name], Data(press), cancellationToken);
                break;
            case ChatLine.Records records:
                Stage.RecordsAreAway = records.Away;
                break;
            case ChatLine.Later later:
                Stage.MoveTo(Stage.Now + later.Span);
                break;
            default:
                return;
        }

        await WriteAsync(cancellationToken);
        await Stage.RunOutreachAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    private async Task<Actor> ActorAsync(string name, CancellationToken cancellationToken)
    {
        if (_actors.TryGetValue(name, out var known))
        {
            return known;
        }

        var actor = await Stage.FindAsync(name, cancellationToken) ?? throw new FormatException($"Nobody of the demo cast is called '{name}'.");
        await Stage.EnterAsync(actor, quietly: true, cancellationToken);
        return _actors[name] = actor;
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var actor in _actors.Values.OrderBy(actor => actor != _patient))
        {
            foreach (var activity in await Stage.HearAsync(actor, cancellationToken))
            {
                Write(actor, activity);
            }
        }

        foreach (var alert in await Stage.AlertsAsync(_patient, cancellationToken))
        {
            _out.Add($"=> alert: {alert.Priority} {alert.Family}, {alert.State.ToString().ToLowerInvariant()}{(alert.Reasons.Count == 0 ? "" : ", " + string.Join(" ", alert.Reasons.Select(reason => reason.RuleId)))}");
        }
    }

    private void Write(Actor actor, Activity activity)
    {
        var who = actor == _patient ? "Bot: " : $"Bot to {actor.Name}: ";
        if (activity.Attachments is { Count: > 0 })
        {
            (_cards.TryGetValue(actor.Id, out var shown) ? shown : _cards[actor.Id] = []).Insert(0, activity);
            who += "[card] ";
        }

        // Paragraphs are closed up: an empty line in a chat is the writer's, not the bot's.
        var text = activity.Text ?? (string?)ProtocolJson.To<JsonObject>(activity.Attachments?.FirstOrDefault()?.Content)?["fallbackText"] ?? "";
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd());
        _out.Add(who + string.Join("\n" + Indent, lines));
        if (activity.SuggestedActions?.Actions is { Count: > 0 } buttons)
        {
            _out.Add(Indent + string.Join(' ', buttons.Select(button => $"[{button.Title}]")));
        }
    }

    private JsonObject Data(ChatLine.Press press)
    {
        var id = _actors[press.Name].Id;
        var cards = _cards.TryGetValue(id, out var shown) ? shown.Select(activity => ProtocolJson.To<JsonObject>(activity.Attachments![0].Content)) : [];
        var data = cards.SelectMany(StageReading.Actions).FirstOrDefault(action => (string?)action["data"]?["act"] == press.Act)?["data"]?.DeepClone() as JsonObject;
        if (data is null)
        {
            throw new FormatException($"'{press.Text}': no card of {press.Name} has a button '{press.Act}'.");
        }

        foreach (var (name, value) in Fields(press))
        {
            data[name] = value;
        }

        return data;
    }

    private static Dictionary<string, string> Fields(ChatLine.Press press) =>
        Field().Matches(press.Fields).ToDictionary(field => field.Groups[1].Value, field => field.Groups[2].Success ? field.Groups[2].Value : field.Groups[3].Value);

    [GeneratedRegex("""(\w+)=(?:"([^"]*)"|(\S+))""")]
    private static partial Regex Field();
}
