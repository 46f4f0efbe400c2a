using System.Text.Json.Nodes;
using CareBot.Chats;

namespace CareBot.Proof;

/// <summary>
/// Walks one person's whole conversation: from every place by every answer that is offered there and by what a person may always type,
/// on the real bot, each step from the same moment.
/// </summary>
internal sealed class Walk(ChatStage stage, Actor person, string language, IReadOnlyList<string> starts, string phone, string enough)
{
    private const int Most = 1500;

    private static readonly TimeSpan Overnight = TimeSpan.FromHours(25);

    private readonly Dictionary<ProofState, Place> _places = [];
    private readonly Dictionary<ProofState, HashSet<ProofState>> _ways = [];
    private readonly Queue<ProofState> _open = new();
    private readonly ProofWords _words = ProofWords.In(language);
    private readonly PlaceChecks _checks = new(person, language, phone);
    private readonly List<string> _findings = [];
    private bool _started;
    private int _edges;

    public async Task<PersonProof> RunAsync(CancellationToken cancellationToken)
    {
        var root = new ProofState("", "", "(begin)");
        Take(root, [], "(begin)");
        while (_open.TryDequeue(out var state) && _places.Count <= Most)
        {
            var place = _places[state];
            foreach (var move in Moves(state, place))
            {
                await StepAsync(state, place, move, explore: true, cancellationToken);
            }

            await ProveAsync(state, place, cancellationToken);
        }

        if (_places.Count > Most)
        {
            _findings.Add($"{person.Name}: more than {Most} places; the walk was not finished");
        }

        var dead = DeadEnds().Select(state => $"{person.Name}: dead end at {state}, reached by {_places[state].Path}").ToList();
        return new PersonProof($"{person.Name} ({language})", [.. _places.Keys.Select(state => state.ToString())], _edges, dead, [.. _findings.Distinct()]);
    }

    /// <summary>What can be done here: what is offered, and where nothing is offered to choose from, a few answers of every kind.</summary>
    private IEnumerable<Move> Moves(ProofState state, Place place)
    {
        var offered = place.Replies.SelectMany(StageReading.Buttons).Distinct().Where(button => button != _words.OtherLanguage).Select(Move.Say);
        var presses = place.Replies.Where(reply => reply.Attachments is { Count: > 0 }).TakeLast(1).SelectMany(StageReading.Presses).Select(Move.Press);
        var own = state.IsIdle ? [] : _words.Commands.Concat(_words.Free).Select(Move.Say);
        IEnumerable<Move> begin = [];
        if (!_started)
        {
            _started = true;
            begin = starts.Select(Move.Say).Append(Move.Wait(TimeSpan.FromMinutes(1)));
        }

        return begin.Concat(offered).Concat(presses).Concat(own);
    }

    private async Task ProveAsync(ProofState state, Place place, CancellationToken cancellationToken)
    {
        await CheckAsync("nonsense twice", [Move.Say(_words.Nonsense), Move.Say(_words.Nonsense)], _checks.AfterNonsense);
        await CheckAsync("timeout", [Move.Wait(Overnight), Move.Say(_words.Help)], PlaceChecks.Answered);
        await CheckAsync("stop", [Move.Say(_words.Stop)], _checks.AfterStop);
        await CheckAsync("back", [Move.Say(_words.Back)], PlaceChecks.Answered);
        await CheckAsync("red flag", [Move.Say(_words.RedFlag)], PlaceChecks.AfterRedFlag);
        await CheckAsync("person", [Move.Say(_words.Person)], _checks.AfterPerson);

        async Task CheckAsync(string name, IReadOnlyList<Move> moves, Func<Seen, IEnumerable<string>> check)
        {
            var here = place;
            Seen? seen = null;
            foreach (var move in moves)
            {
                seen = await StepAsync(state, here, move, explore: false, cancellationToken);
                here = seen.Place;
            }

            _findings.AddRange(check(seen! with { Staff = await ReachedAsync(cancellationToken) }).Select(fault => $"{person.Name}: {name} at {state}: {fault} (reached by {place.Path})"));
        }
    }

    /// <summary>Whether a human has the emergency now: it is on a chart, and its card stands in the chat of somebody on call.</summary>
    private async Task<bool> ReachedAsync(CancellationToken cancellationToken)
    {
        await stage.RunOutreachAsync(cancellationToken);
        return await stage.HasEmergencyAsync(person, cancellationToken);
    }

    private async Task<Seen> StepAsync(ProofState from, Place place, Move move, bool explore, CancellationToken cancellationToken)
    {
        stage.Moment = place.Moment;
        await move.DoAsync(stage, person, cancellationToken);
        var replies = await stage.HearAsync(person, cancellationToken);
        _edges++;
        var dialogs = await stage.OpenDialogsAsync(person, cancellationToken);
        var state = replies.Count > 0 ? ProofState.Of(dialogs, replies, enough) : from;
        _findings.AddRange(_checks.Always(replies).Select(fault => $"{person.Name}: {fault} after {place.Path}, {move}"));
        if (explore && replies.Count == 0 && !move.MayBeSilent)
        {
            _findings.Add($"{person.Name}: silence at {from} after {place.Path}, {move}");
        }

        var next = new Place(stage.Moment, replies.Count > 0 ? replies : place.Replies, $"{place.Path}, {move}");
        if (move.Name != Move.Say(_words.RedFlag).Name)
        {
            // Nobody should have to be in danger to get out.
            _ways.TryAdd(from, []);
            _ways[from].Add(state);
        }

        if (!_places.ContainsKey(state))
        {
            Take(state, next.Replies, next.Path);
        }

        return new Seen(state, replies, next, false);
    }

    private void Take(ProofState state, IReadOnlyList<Activity> replies, string path)
    {
        _places[state] = new Place(stage.Moment, replies, path);
        _open.Enqueue(state);
    }

    /// <summary>The places from which no way leads back to where nothing is open.</summary>
    private IEnumerable<ProofState> DeadEnds()
    {
        var free = _places.Keys.Where(state => state.IsIdle).ToHashSet();
        while (_ways.Where(way => !free.Contains(way.Key) && way.Value.Overlaps(free)).Select(way => way.Key).ToList() is { Count: > 0 } more)
        {
            free.UnionWith(more);
        }

        return _places.Keys.Where(state => !free.Contains(state));
    }
}

/// <summary>A place as it was first reached.</summary>
internal sealed record Place(StageMoment Moment, IReadOnlyList<Activity> Replies, string Path);

/// <summary>What a step led to.</summary>
/// <param name="Staff">An open emergency has reached somebody's chat.</param>
internal sealed record Seen(ProofState State, IReadOnlyList<Activity> Replies, Place Place, bool Staff);

/// <summary>One thing that a person does, or the passing of time.</summary>
internal sealed record Move(string Name, bool MayBeSilent, Func<ChatStage, Actor, CancellationToken, Task> DoAsync)
{
    public static Move Say(string words) => new($"'{words}'", false, (stage, person, token) => stage.SayAsync(person, words, token));

    public static Move Press(JsonObject data) => new($"press {data["act"]}", false, (stage, person, token) => stage.PressAsync(person, data, token));

    public static Move Wait(TimeSpan span) => new($"({span.TotalMinutes} minutes later)", true, (stage, _, token) =>
    {
        stage.MoveTo(stage.Now + span);
        return stage.RunOutreachAsync(token);
    });

    public override string ToString() => Name;
}
