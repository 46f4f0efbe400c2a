using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Tests.Faults;

/// <summary>Somebody who checks in again and again, and posts a message again, under its id, until it is acknowledged.</summary>
internal sealed class Walker(Fleet fleet, Inbox inbox, string serviceUrl, ChartSummary chart, bool readsTheChannel)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly bool _spanish = chart.Language == "es";
    private int _said;
    private string _waitsFor = "nothing";

    public PatientId Patient => chart.Patient;

    public string Conversation => $"walk-{chart.Patient.Value}";

    public bool ReadsTheChannel => readsTheChannel;

    /// <summary>What was answered in the check-ins whose end this person has read, in order: a weight each, and that nothing ails them.</summary>
    public List<decimal> Weights { get; } = [];

    /// <summary>Messages that had to be posted again.</summary>
    public int Repeats { get; private set; }

    public override string ToString() => $"{Conversation} waits for '{_waitsFor}' after {_said} messages";

    /// <summary>One whole check-in: six answers, and help asked for on the way, which is answered in two messages.</summary>
    public async Task WalkAsync(CancellationToken cancellationToken)
    {
        var weight = chart.Enrolments[0].Thresholds.Personal[0].Value + (0.1m * (Weights.Count % 5));
        await SayAsync(Weights.Count == 0 ? In("check in", "control") : In("check in again", "otro control"), Question(1), cancellationToken);
        await SayAsync(weight.ToString(CultureInfo.InvariantCulture), Question(2), cancellationToken);
        await SayAsync(In("help", "ayuda"), Question(2), cancellationToken);
        await SayAsync(In("none", "ninguna"), Question(3), cancellationToken);
        await SayAsync("no", Question(4), cancellationToken);
        await SayAsync("no", Question(5), cancellationToken);
        await SayAsync(In("none", "ninguna"), Question(6), cancellationToken);
        await SayAsync(In("none", "ninguna"), In("This is what I wrote down", "Esto es lo que anot"), cancellationToken);
        Weights.Add(weight);
    }

    /// <summary>Whether these are the answers of one of the check-ins.</summary>
    public static bool Is(CheckInRecord record, decimal weight) =>
        record.CheckIn.Answers.Count == 6
        && record.CheckIn.Answers["weight"] is CheckInAnswer.Quantity said && said.Value == weight
        && record.CheckIn.Answers.Values.OfType<CheckInAnswer.Chosen>().Count(answer => answer.Values is ["no"] or ["none"]) == 5;

    /// <summary>Says something until it is acknowledged, and waits for an answer that holds these words.</summary>
    public async Task SayAsync(string text, string expected, CancellationToken cancellationToken)
    {
        var body = Message($"{Conversation}-{++_said}", text);
        _waitsFor = expected;
        for (var attempt = 0; !await PostAsync(body, expected, cancellationToken); attempt++)
        {
            Repeats++;
            await Task.Delay(Pause, cancellationToken);
        }

        if (readsTheChannel)
            await inbox.ReadAsync(Conversation, expected, cancellationToken);
    }

    /// <returns>Whether the host acknowledged the message: from then on it must not be lost.</returns>
    private async Task<bool> PostAsync(string body, string expected, CancellationToken cancellationToken)
    {
        if (fleet.Any() is not { } host)
            return false;
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await host.PostAsync("/api/messages", content, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK && (readsTheChannel || text.Contains(expected, StringComparison.Ordinal));
        }
        catch (Exception broken) when (broken is HttpRequestException or ObjectDisposedException || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private string Message(string id, string text) => new JsonObject
    {
        ["type"] = "message",
        ["id"] = id,
        ["channelId"] = "emulator",
        ["serviceUrl"] = serviceUrl,
        ["deliveryMode"] = readsTheChannel ? "normal" : "expectReplies",
        ["conversation"] = new JsonObject { ["id"] = Conversation },
        ["from"] = new JsonObject { ["id"] = chart.Patient.Value },
        ["recipient"] = new JsonObject { ["id"] = "bot" },
        ["text"] = text,
    }.ToJsonString();

    private string In(string english, string spanish) => _spanish ? spanish : english;

    public string Question(int number) => In($"Question {number} of 6", $"Pregunta {number} de 6");
}
