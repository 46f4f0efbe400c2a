using System.Security.Claims;
using System.Text.Json.Nodes;
using CareBot.Background;
using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Consent;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Demo;
using CareBot.Dialogs;
using CareBot.Dialogs.ReferPatient;
using CareBot.DirectLine;
using CareBot.Endpoints;
using CareBot.Identity;
using CareBot.Storage;
using CareBot.Turns;

namespace CareBot.Chats;

/// <summary>
/// The whole bot on a stage of its own: the demo practice in a store that ends with it, a clock that is moved, and people who speak.
/// What is said is read from the conversations' logs, as a real client would.
/// </summary>
internal sealed class ChatStage : IAsyncDisposable
{
    // Read once: every chat stands on a stage of its own, and they share their content.
    private static readonly Lazy<ContentLibrary> Content = new(() => ContentLibrary.Load(Verbs.HostSettings.ContentRoot()));

    // The same links in every replay; nothing of a stage is ever reached from outside.
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    private static readonly string[] Visitors = ["visitor", "visitante"];

    private readonly ServiceProvider _services;
    private readonly MovableClock _clock;
    private readonly Dictionary<string, long> _heard = [];
    private readonly Dictionary<string, Alert> _alerts = [];
    private readonly Dictionary<string, IReadOnlyList<Activity>> _unkept = [];
    private readonly RewindableStore? _rewindable;
    private int _turn;

    private ChatStage(ServiceProvider services, MovableClock clock, RewindableStore? rewindable) => (_services, _clock, _rewindable) = (services, clock, rewindable);

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>All that is written, the time, and how far everybody has heard; set, the stage is there again.</summary>
    /// <exception cref="InvalidOperationException">The stage plays on records that cannot be put back.</exception>
    public StageMoment Moment
    {
        get => new(Rewindable.Moment, Now, new(_heard), new(_alerts));
        set
        {
            Rewindable.Moment = value.Records;
            _clock.SetTo(value.Now);
            PutBack(_heard, value.Heard);
            PutBack(_alerts, value.Alerts);
        }
    }

    /// <param name="now">When it begins.</param>
    /// <param name="cancellationToken">Cancels the setting up.</param>
    /// <param name="rewindable">Records that can be put back; null for the embedded file that ends with the stage.</param>
    /// <param name="more">Replaces parts of the bot; null for the bot as it is.</param>
    public static async Task<ChatStage> OpenAsync(DateTimeOffset now, CancellationToken cancellationToken, RewindableStore? rewindable = null, Action<IServiceCollection>? more = null)
    {
        var clock = new MovableClock(now);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("CareBot:DataFolder", RecordsOptions.Temporary), new("CareBot:DirectLine:SigningKey", Key)]).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(clock).AddSingleton<IHostEnvironment>(new StageEnvironment());
        services.AddLogging();
        services.AddRecords(configuration).AddBot(configuration, Content.Value).AddDirectLine().AddAgency().AddDemo();
        services.AddSingleton<IRecordStore>(_ => new StageStore(rewindable ?? (IRecordStore)SqliteRecordStore.OpenTemporary()));
        services.AddSingleton(provider => new Roads(provider.GetRequiredService<DirectLineAdapter>())).AddSingleton<Outreach>();
        more?.Invoke(services);
        var built = services.BuildServiceProvider();
        built.GuardTurns(built.GetRequiredService<DirectLineAdapter>());
        var stage = new ChatStage(built, clock, rewindable);
        await built.GetRequiredService<DemoPractice>().SeedAsync(0, 0, 1, cancellationToken);
        return stage;
    }

    /// <summary>Whether somebody answers to this name.</summary>
    public static bool Knows(string name) => DemoPractice.Everybody.Concat(Visitors).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Who answers to this name: a patient, a family member or a member of staff of the demo practice, or Visitor (Visitante in Spanish), who has no
    /// name; null when nobody does.</summary>
    public async Task<Actor?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var id = name.ToLowerInvariant();
        if (Visitors.Contains(id))
        {
            return new Actor(name, id, Channels.Webchat, null, Locale: id == "visitor" ? "en-US" : "es-US", IsVisitor: true);
        }

        if (await _services.GetRequiredService<PeopleDesk>().FindAsync(new StaffId(id), cancellationToken) is { } staff)
        {
            return new Actor(staff.Name.Given, id, Channels.Msteams, staff.EntraObjectId);
        }

        if (await _services.GetRequiredService<FamilyDesk>().FindAsync(id, cancellationToken) is { Member: var member })
        {
            return new Actor(member.Name.Given, id, Channels.Webchat, null, IsFamily: true);
        }

        return await _services.GetRequiredService<Charts>().FindAsync(new PatientId(id), cancellationToken) is { Summary: var chart }
            ? new Actor(chart.Name.Given, id, Channels.Webchat, null)
            : null;
    }

    /// <summary>Opens the person's conversation; what is said then is not heard by anybody yet.</summary>
    public async Task EnterAsync(Actor actor, bool quietly, CancellationToken cancellationToken)
    {
        await RunAsync(actor, new Activity { Type = ActivityTypes.ConversationUpdate, MembersAdded = [new ChannelAccount(actor.Id)] }, cancellationToken);
        if (quietly)
        {
            await HearAsync(actor, cancellationToken);
        }
    }

    public Task SayAsync(Actor actor, string text, CancellationToken cancellationToken) =>
        RunAsync(actor, new Activity { Type = ActivityTypes.Message, Text = text, TextFormat = TextFormatTypes.Plain }, cancellationToken);

    /// <summary>Presses a card's button, as Web Chat sends it; the data of the newest card with that verb comes along.</summary>
    public Task PressAsync(Actor actor, JsonObject data, CancellationToken cancellationToken) =>
        RunAsync(actor, new Activity { Type = ActivityTypes.Message, Value = data }, cancellationToken);

    /// <summary>Answers the patient's newest request as the agency does: by its link, on its page.</summary>
    /// <returns>What the page says then.</returns>
    public async Task<string> AgencyAsync(Actor patient, string answer, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var chart = (await _services.GetRequiredService<Charts>().OpenAsync(new PatientId(patient.Id), cancellationToken)).Summary;
        var referral = chart.Referrals.Where(one => one.SentAt is not null).MaxBy(one => one.SentAt) ?? throw new FormatException($"No agency was asked anything for {patient.Name}.");
        var link = await _services.GetRequiredService<ReferralLinks>().OfAsync(chart.Patient, referral, cancellationToken);
        var desk = _services.GetRequiredService<AgencyDesk>();
        var form = new FormCollection(fields.Append(new("answer", answer)).ToDictionary(field => field.Key, field => new Microsoft.Extensions.Primitives.StringValues(field.Value)));
        IReadOnlyList<string> said = await desk.OpenAsync(link.Split('/')[^1], cancellationToken) switch
        {
            Opened.Request request => (await desk.AnswerAsync(request, form, cancellationToken)).Says,
            Opened.Closed closed => [closed.Words + ".title"],
            _ => [],
        };
        return string.Join(' ', said.Select(key => Content.Value.Texts.Say("en", "page.agency." + key)));
    }

    public void MoveTo(DateTimeOffset instant) => _clock.MoveTo(instant);

    /// <summary>The records do not answer, as a database that is down.</summary>
    public bool RecordsAreAway
    {
        get => ((StageStore)_services.GetRequiredService<IRecordStore>()).IsAway;
        set => ((StageStore)_services.GetRequiredService<IRecordStore>()).IsAway = value;
    }

    /// <summary>Does what is due, as the clock does: nothing while the records are away.</summary>
    public async Task RunOutreachAsync(CancellationToken cancellationToken)
    {
        if (!RecordsAreAway)
        {
            await _services.GetRequiredService<EmergencySpool>().RaiseAsync(Now, cancellationToken);
            await _services.GetRequiredService<ClaimWatch>().RunDueAsync(Now, cancellationToken);
            await _services.GetRequiredService<OutreachDesk>().RunDueAsync(_clock, _services.GetRequiredService<Outreach>().SayAsync, cancellationToken);
        }
    }

    /// <summary>What the bot has said to this person since the last time.</summary>
    public async Task<IReadOnlyList<Activity>> HearAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (RecordsAreAway)
        {
            return _unkept.Remove(actor.Id, out var said) ? said : [];
        }

        var page = await _services.GetRequiredService<ConversationLog>().ReadAsync(KeyOf(actor), _heard.GetValueOrDefault(actor.Id), cancellationToken);
        _heard[actor.Id] = page.Watermark;
        return [.. page.Activities.Where(activity => activity.From?.Id != actor.Id && activity.Type == ActivityTypes.Message)];
    }

    /// <summary>Ids of the dialogs that are open in the person's conversation, the innermost last.</summary>
    public async Task<IReadOnlyList<string>> OpenDialogsAsync(Actor actor, CancellationToken cancellationToken)
    {
        var memory = (await ConversationAsync(actor, cancellationToken)).Memory;
        return memory.IsEmpty ? [] : [.. StageReading.OpenDialogs(JsonNode.Parse(memory.Span))];
    }

    /// <summary>Whether the person's emergency is open on a chart and stands in the chat of everybody who has to see it.</summary>
    public async Task<bool> HasEmergencyAsync(Actor actor, CancellationToken cancellationToken) =>
        await _services.GetRequiredService<Charts>().FindAsync(ChartOf(actor), cancellationToken) is { Summary: var chart }
        && chart.OpenAlerts.Any(alert => alert.Priority == AlertPriority.P0 && alert.NoticeSent == alert.Notice);

    public static Dialogs.Voice.Understanding.PhraseBook Phrases => Content.Value.Phrases;

    public static Dialogs.Voice.Texts Texts => Content.Value.Texts;

    public static Dialogs.Voice.Understanding.SpokenLanguage Spoken => Content.Value.Spoken;

    /// <summary>Names by which a patient can begin the questionnaires that speak a language.</summary>
    public static IEnumerable<string> Questionnaires(string language) =>
        Content.Value.Instruments.All.Where(one => one.Questionnaire.Languages.Contains(language)).Select(one => one.Name);

    public async Task<string> NurseLineAsync(CancellationToken cancellationToken) => (await _services.GetRequiredService<PeopleDesk>().PracticeAsync(cancellationToken)).NurseLine;

    /// <summary>The alerts that are new or stand otherwise than the last time: the patient's own; of anybody else those of their conversation.</summary>
    public async Task<IReadOnlyList<Alert>> AlertsAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (RecordsAreAway || await _services.GetRequiredService<Charts>().FindAsync(ChartOf(actor), cancellationToken) is not { Summary: var chart })
        {
            return [];
        }

        var changed = chart.OpenAlerts.Where(alert => !_alerts.TryGetValue(alert.Id, out var before) || (before.State, before.Priority, before.Reasons.Count) != (alert.State, alert.Priority, alert.Reasons.Count)).ToList();
        changed.ForEach(alert => _alerts[alert.Id] = alert);
        return changed;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task RunAsync(Actor actor, Activity activity, CancellationToken cancellationToken)
    {
        activity.Id = $"stage-{++_turn}";
        activity.ChannelId = actor.Channel;
        activity.ServiceUrl = DirectLineInbox.ServiceUrl;
        activity.Conversation = new ConversationAccount(id: $"stage-{actor.Id}");
        activity.From = new ChannelAccount(actor.Id, actor.Name) { AadObjectId = actor.EntraObjectId };
        activity.Recipient = new ChannelAccount("carebot", "CareBot");
        activity.Timestamp = Now;
        activity.Locale = actor.Locale;
        var identity = new ClaimsIdentity(actor.IsVisitor ? [] : [new Claim(PersonClaims.Person, actor.Id)], "stage");
        // What is said without a memory is on the open stream alone.
        using var stream = _services.GetRequiredService<ConversationFeed>().Subscribe(KeyOf(actor));
        await _services.GetRequiredService<DirectLineAdapter>().ProcessActivityAsync(identity, activity, _services.GetRequiredService<IBot>().OnTurnAsync, cancellationToken);
        stream.Complete();
        await foreach (var item in stream.ReadAsync(cancellationToken))
        {
            if (item.Seq is null)
            {
                _unkept[actor.Id] = [.. item.Activities.Where(reply => reply.From?.Id != actor.Id)];
            }
        }
    }

    private RewindableStore Rewindable => _rewindable ?? throw new InvalidOperationException("The stage plays on a file, which cannot be put back; open it on a RewindableStore.");

    private static void PutBack<T>(Dictionary<string, T> here, Dictionary<string, T> there)
    {
        here.Clear();
        foreach (var (key, value) in there)
        {
            here[key] = value;
        }
    }

    private Task<OpenConversation> ConversationAsync(Actor actor, CancellationToken cancellationToken) =>
        _services.GetRequiredService<ConversationLog>().OpenAsync(KeyOf(actor), null, cancellationToken);

    private static PatientId ChartOf(Actor actor) =>
        actor.IsVisitor || actor.IsFamily || actor.EntraObjectId is not null ? EmergencyDesk.NamelessIn(actor.Channel, $"stage-{actor.Id}") : new PatientId(actor.Id);

    private static string KeyOf(Actor actor) => ConversationKey.Of(actor.Channel, $"stage-{actor.Id}");

    private sealed class StageEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;

        public string ApplicationName { get; set; } = "CareBot";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}

/// <summary>A stage as it was.</summary>
/// <param name="Records">Of the <see cref="RewindableStore"/>.</param>
/// <param name="Now">By the stage's clock.</param>
/// <param name="Heard">Up to which message of their conversation, by person.</param>
/// <param name="Alerts">As they were last told of, by id.</param>
internal sealed record StageMoment(object Records, DateTimeOffset Now, Dictionary<string, long> Heard, Dictionary<string, Alert> Alerts);

/// <summary>Somebody on the stage.</summary>
/// <param name="Name">The given name, as the chat file writes it.</param>
/// <param name="Id">Of the chart or the member of staff.</param>
/// <param name="Channel">Where they are.</param>
/// <param name="EntraObjectId">Of staff; null for a patient.</param>
/// <param name="Locale">What the client says of itself; null for those whose language is known.</param>
/// <param name="IsVisitor">Nobody in particular.</param>
/// <param name="IsFamily">Of a patient's family.</param>
internal sealed record Actor(string Name, string Id, string Channel, string? EntraObjectId, string? Locale = null, bool IsVisitor = false, bool IsFamily = false);
