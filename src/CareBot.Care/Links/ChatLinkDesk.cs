using System.Text.Json;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Links;

/// <summary>
/// How a patient comes into their own chat. A link opens once, after a question that only they can answer; what stays on their device then is a session,
/// which ends by itself or when the practice locks the chat.
/// </summary>
public sealed class ChatLinkDesk(IRecordStore store, LinkTokens links, Charts charts, TimeProvider clock)
{
    private const string Table = "links";
    private const string Key = "opened";
    private const string LinkPurpose = "chat-link";
    private const string SessionPurpose = "chat-session";
    private const string ChoicePurpose = "chat-choice";

    /// <summary>How long a link waits to be opened.</summary>
    public static readonly TimeSpan LinkLasts = TimeSpan.FromDays(7);

    /// <summary>How long a device stays signed in.</summary>
    public static readonly TimeSpan SessionLasts = TimeSpan.FromDays(90);

    // The right day among so many, and one try: whoever finds the link has a chance of one in six to guess.
    private const int Choices = 6;
    private const int Years = 10;

    /// <summary>A new link for a patient whose birth is known.</summary>
    public Task<string> SignAsync(PatientId patient, CancellationToken cancellationToken) => SignAsync(LinkPurpose, patient, LinkLasts, cancellationToken);

    /// <summary>What stays on the patient's device.</summary>
    public Task<string> SessionAsync(PatientId patient, CancellationToken cancellationToken) => SignAsync(SessionPurpose, patient, SessionLasts, cancellationToken);

    /// <summary>Whose session it is; null where it is none, has run out, or the chat was locked since it began.</summary>
    public async Task<PatientId?> WhoseAsync(string? session, CancellationToken cancellationToken) =>
        session is not null && await links.ReadAsync(SessionPurpose, session, cancellationToken) is LinkReading.Good { Subject: var subject } && await ChartAsync(subject, cancellationToken) is { } chart ? chart.Patient : null;

    /// <summary>What a link opens now.</summary>
    public async Task<ChatLink> ReadAsync(string token, CancellationToken cancellationToken)
    {
        switch (await links.ReadAsync(LinkPurpose, token, cancellationToken))
        {
            case LinkReading.Expired:
                return new ChatLink.Closed();
            case LinkReading.Good { Subject: var subject }:
                return await IsOpenedAsync(token, cancellationToken) || await ChartAsync(subject, cancellationToken) is not { Health.BornOn: { } born } chart
                    ? new ChatLink.Closed()
                    : new ChatLink.Open(chart, await DaysAsync(chart.Patient, born, cancellationToken));
            default:
                return new ChatLink.NotOurs();
        }
    }

    /// <summary>Answers the question. Whatever the answer, the link is closed by it.</summary>
    /// <returns>Whether it was the patient's day of birth, and nobody answered before.</returns>
    public async Task<bool> OpenAsync(string token, ChatLink.Open link, DateOnly said, CancellationToken cancellationToken)
    {
        var opened = new ChatLinkOpened { Patient = link.Chart.Patient, At = clock.GetUtcNow(), WasRight = said == link.Chart.Health?.BornOn };
        return await store.CommitAsync(Table, CauseId.Of(token), [new RecordChange.Insert(Key, JsonSerializer.SerializeToUtf8Bytes(opened, CareJson.Default.ChatLinkOpened))], cancellationToken) is Commit.Done && opened.WasRight;
    }

    /// <summary>Ends every session and every link of a patient that there are.</summary>
    public Task LockAsync(PatientId patient, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return charts.ChangeAsync(patient, chart => chart with { ChatLocked = now }, cancellationToken);
    }

    private async Task<string> SignAsync(string purpose, PatientId patient, TimeSpan lasts, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await links.SignAsync(purpose, FormattableString.Invariant($"{now.ToUnixTimeMilliseconds()}|{patient}"), now + lasts, cancellationToken);
    }

    /// <summary>The chart of what was signed, unless it was locked since.</summary>
    private async Task<ChartSummary?> ChartAsync(string subject, CancellationToken cancellationToken) =>
        subject.Split('|', 2) is [var at, var patient] && long.TryParse(at, out var signed) && await charts.FindAsync(new PatientId(patient), cancellationToken) is { Summary: var chart }
        && (chart.ChatLocked is not { } locked || signed > locked.ToUnixTimeMilliseconds()) ? chart : null;

    private async Task<bool> IsOpenedAsync(string token, CancellationToken cancellationToken) => (await store.FindAsync(Table, CauseId.Of(token), [Key], cancellationToken)).Count > 0;

    /// <summary>The day of birth among others, in order of time. They are the same at every look and for every link of a patient, so that two links tell no
    /// more than one, and nobody without our secret can tell which were made up.</summary>
    private async Task<IReadOnlyList<DateOnly>> DaysAsync(PatientId patient, DateOnly born, CancellationToken cancellationToken)
    {
        // The years are six of ten in a row, the true one at any place among them: none stands out by its distance from the others. What has not come yet would be
        // seen to be made up, so of a child the ten end with last year.
        var first = Math.Min(born.Year - ((await RollAsync(patient, born, 0, cancellationToken))[0] % Years), Math.Max(born.Year, clock.GetUtcNow().Year - 1) - Years + 1);
        var others = new List<(string Order, DateOnly Day)>();
        foreach (var year in Enumerable.Range(first, Years).Where(year => year != born.Year))
        {
            var dice = await RollAsync(patient, born, year, cancellationToken);
            var month = (dice[1] % 12) + 1;
            // The last days of a month as well, or they would be known for the true one.
            others.Add((Convert.ToHexString(dice), new DateOnly(year, month, (dice[2] % DateTime.DaysInMonth(year, month)) + 1)));
        }

        return [.. others.OrderBy(one => one.Order, StringComparer.Ordinal).Take(Choices - 1).Select(one => one.Day).Append(born).Order()];
    }

    private async Task<byte[]> RollAsync(PatientId patient, DateOnly born, int number, CancellationToken cancellationToken) => System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(await links.SignAsync(ChoicePurpose, FormattableString.Invariant($"{number}|{patient}|{born.DayNumber}"), DateTimeOffset.UnixEpoch, cancellationToken)));
}

/// <summary>What the link to a patient's chat opens.</summary>
public abstract record ChatLink
{
    private ChatLink()
    {
    }

    /// <param name="Chart">Whose chat it opens.</param>
    /// <param name="Days">Of which one is their day of birth.</param>
    public sealed record Open(ChartSummary Chart, IReadOnlyList<DateOnly> Days) : ChatLink;

    /// <summary>It was opened, is too old, or the chat was locked since.</summary>
    public sealed record Closed : ChatLink;

    /// <summary>Cut off, changed, or made up.</summary>
    public sealed record NotOurs : ChatLink;
}

/// <summary>That a link was answered: written once.</summary>
public sealed record ChatLinkOpened
{
    public string Kind { get; init; } = "chat-link-opened";

    public int V { get; init; } = 1;

    public required PatientId Patient { get; init; }

    public required DateTimeOffset At { get; init; }

    public required bool WasRight { get; init; }
}
