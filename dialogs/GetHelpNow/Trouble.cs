using CareBot.Care.Records;
using CareBot.Care.Safety;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.GetHelpNow;

/// <summary>What is said when nothing can be stored or something broke: the emergency words always, and a reference that the log has too.</summary>
public sealed class Trouble(Texts texts, RedFlagListener listener, SpokenLanguage spoken, TroubleOptions options)
{
    /// <summary>Eight letters and digits that follow from the conversation and the activity, so that they say nothing about anybody.</summary>
    public static string Reference(string conversation, string? activityId) =>
        CauseId.Of(conversation, activityId ?? "")[..8].ToUpperInvariant();

    /// <summary>The answer to an activity that could not be answered. An emergency is heard all the same, in a card's field too.</summary>
    public TroubleAnswer Answer(Activity inbound, string reference)
    {
        if (inbound.Type is not (ActivityTypes.Message or ActivityTypes.MessageUpdate or ActivityTypes.Invoke))
        {
            return new TroubleAnswer([], null);
        }

        var typed = string.Join('\n', [inbound.Text ?? "", .. CardAnswer.Read(inbound.Value)?.Typed ?? []]);
        var language = spoken.Read(typed) ?? Languages.Of(inbound.Locale);
        var heard = listener.Listen(typed, RedFlagContext.Unknown);
        var emergency = heard.ActOn is { } act ? new UnstoredEmergency(act.ToName(), [.. heard.Rules.Where(rule => rule.Class == act).Select(rule => rule.Id)], language) : null;
        var words = Words(heard.ActOn, language, reference);
        return new TroubleAnswer([inbound.Type == ActivityTypes.Invoke ? InvokeRefused(inbound.Name ?? "", words) : Message(words, heard.ActOn, language)], emergency);
    }

    private string Words(SafetyClass? heard, string language, string reference)
    {
        var first = heard switch
        {
            SafetyClass.E911 => texts.Say(language, "emergency.e911.away"),
            SafetyClass.E988 => texts.Say(language, "emergency.e988.away"),
            SafetyClass.Safe => texts.Say(language, "emergency.safe"),
            _ => null,
        };
        return first is null
            ? options.Phone is { } phone
                ? texts.Say(language, "trouble.storage", ("phone", phone), ("reference", reference))
                : texts.Say(language, "trouble.storage.noPhone", ("reference", reference))
            : $"{first}\n\n{texts.Say(language, "trouble.emergency", ("reference", reference))}";
    }

    /// <summary>The words in the form in which whoever invoked it shows an answer; where nothing is shown there is none.</summary>
    private static Activity InvokeRefused(string name, string words) => new()
    {
        Type = ActivityTypesEx.InvokeResponse,
        Value = new InvokeResponse
        {
            Status = 200,
            Body = name switch
            {
                "adaptiveCard/action" => new AdaptiveCardInvokeResponse { StatusCode = 200, Type = "application/vnd.microsoft.activity.message", Value = words },
                "task/fetch" or "task/submit" or "composeExtension/fetchTask" => new TaskModuleResponse { Task = new TaskModuleMessageResponse { Type = "message", Value = words } },
                _ when name.StartsWith("composeExtension/", StringComparison.Ordinal) => new MessagingExtensionResponse { ComposeExtension = new MessagingExtensionResult { Type = "message", Text = words } },
                _ => null,
            },
        },
    };

    private Activity Message(string text, SafetyClass? heard, string language)
    {
        var message = MessageFactory.Text(text);
        message.Locale = language;
        if (heard is SafetyClass.E911 or SafetyClass.E988)
        {
            var number = heard == SafetyClass.E911 ? "911" : "988";
            message.SuggestedActions = new SuggestedActions
            {
                Actions = [new CardAction { Type = ActionTypes.OpenUrl, Title = texts.Say(language, $"emergency.call{number}"), Value = $"tel:{number}" }],
            };
        }

        return message;
    }
}

/// <summary>What is answered without a memory.</summary>
/// <param name="Emergency">What somebody has to be told as soon as it can be stored; null for most.</param>
public sealed record TroubleAnswer(IReadOnlyList<Activity> Replies, UnstoredEmergency? Emergency);

/// <summary>An emergency that is on nobody's chart yet.</summary>
public sealed record UnstoredEmergency(string Class, IReadOnlyList<string> Rules, string Language);

/// <summary>The number to give when the practice's own cannot be read.</summary>
/// <param name="Phone">As a person would dial it, <c>CareBot:NurseLine</c>; null where the host was given none.</param>
public sealed record TroubleOptions(string? Phone);
