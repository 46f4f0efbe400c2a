using System.Text.Json.Nodes;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>
/// Teams' search box and its dialog over a coordinator's own caseload. Where others read along, and for anybody else, it finds nobody.
/// </summary>
public sealed class PatientFinder(CaseloadDesk caseload, Charts charts, AskCaseloadDialog why)
{
    private const int Most = 10;

    /// <summary>The parameter by which Teams says that nothing was typed yet.</summary>
    private const string FirstLook = "initialRun";

    /// <summary>The patients whose names hold the words, from where Teams has scrolled to; all of them when nothing is typed.</summary>
    public async Task<MessagingExtensionResponse> SearchAsync(MessagingExtensionQuery query, Talk talk, CancellationToken cancellationToken)
    {
        var words = query.Parameters?.Where(parameter => parameter.Name != FirstLook).Select(parameter => parameter.Value?.ToString()).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? "";
        var own = await OwnAsync(talk, cancellationToken);
        var (skip, count) = (Math.Max(0, query.QueryOptions?.Skip ?? 0), Math.Clamp(query.QueryOptions?.Count ?? Most, 1, Most));
        var (rows, label) = (own.Where(row => CaseloadDesk.Holds(row.Name, words)).Skip(skip).Take(count).ToList(), WhoIsMeant.Labels(own, talk));
        // Further down the list nobody more is no answer to the search.
        if (rows.Count == 0 && skip == 0)
        {
            return new MessagingExtensionResponse { ComposeExtension = new MessagingExtensionResult { Type = "message", Text = talk.Say("find.nobody") } };
        }

        var found = new List<MessagingExtensionAttachment>();
        foreach (var row in rows)
        {
            found.Add(await AttachmentAsync(row.Patient, label(row), talk, cancellationToken));
        }

        return new MessagingExtensionResponse { ComposeExtension = new MessagingExtensionResult { Type = "result", AttachmentLayout = "list", Attachments = found } };
    }

    /// <summary>The dialog that asks which patient.</summary>
    public async Task<TaskModuleResponseBase> AskAsync(Talk talk, CancellationToken cancellationToken)
    {
        var rows = await OwnAsync(talk, cancellationToken);
        return rows.Count == 0
            ? new TaskModuleMessageResponse { Type = "message", Value = talk.Say("find.nobody") }
            : new TaskModuleContinueResponse
            {
                Type = "continue",
                Value = new TaskModuleTaskInfo { Title = talk.Say("find.title"), Height = "small", Width = "small", Card = Form(rows, WhoIsMeant.Labels(rows, talk), talk) },
            };
    }

    /// <summary>What the dialog was sent with; null when it names no patient of this coordinator.</summary>
    public async Task<MessagingExtensionAttachment?> FoundAsync(object? data, Talk talk, CancellationToken cancellationToken)
    {
        var wanted = ProtocolJson.To<JsonObject>(data)?["patient"]?.ToString();
        var rows = await OwnAsync(talk, cancellationToken);
        return rows.FirstOrDefault(row => row.Patient.Value == wanted) is { } row ? await AttachmentAsync(row.Patient, talk.NameOf(row), talk, cancellationToken) : null;
    }

    private async Task<IReadOnlyList<CaseloadRow>> OwnAsync(Talk talk, CancellationToken cancellationToken) =>
        talk is { InGroup: false, Speaker: Speaker.OfStaff { Staff: var staff } } ? await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken) : [];

    private async Task<MessagingExtensionAttachment> AttachmentAsync(PatientId patient, string title, Talk talk, CancellationToken cancellationToken)
    {
        var chart = (await charts.OpenAsync(patient, cancellationToken)).Summary;
        var card = (await why.WhyCardAsync(chart, talk, cancellationToken)).Attachment;
        return new MessagingExtensionAttachment
        {
            ContentType = card.ContentType,
            Content = card.Content,
            Preview = new Attachment { ContentType = HeroCard.ContentType, Content = new HeroCard { Title = title, Text = StandingWords.ZoneInWords(CaseloadRow.Of(chart), talk) } },
        };
    }

    private static Attachment Form(IReadOnlyList<CaseloadRow> rows, Func<CaseloadRow, string> label, Talk talk) => new()
    {
        ContentType = "application/vnd.microsoft.card.adaptive",
        Content = ProtocolJson.From(new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["lang"] = talk.Language,
            ["fallbackText"] = talk.Say("find.which"),
            ["body"] = new JsonArray(new JsonObject
            {
                ["type"] = "Input.ChoiceSet",
                ["id"] = "patient",
                ["label"] = talk.Say("find.which"),
                ["isRequired"] = true,
                ["errorMessage"] = talk.Say("find.which"),
                ["choices"] = new JsonArray([.. rows.Select(row => (JsonNode)new JsonObject { ["title"] = label(row), ["value"] = row.Patient.Value })]),
            }),
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.Submit", ["title"] = talk.Say("find.show"), ["data"] = new JsonObject { ["act"] = "find" } }),
        }),
    };
}
