using CareBot.Care.Records;
using CareBot.Care.Safety;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.GetHelpNow;

/// <summary>What is said when nothing can be stored or something broke: the emergency line always, and a reference that the log has too.</summary>
public sealed class Trouble(Texts texts, RedFlagListener listener, TroubleOptions options)
{
    /// <summary>Eight letters and digits that follow from the conversation and the activity, so that they say nothing about anybody.</summary>
    public static string Reference(string conversation, string? activityId) =>
        CauseId.Of(conversation, activityId ?? "")[..8].ToUpperInvariant();

    /// <summary>The answer to an activity that could not be answered. An emergency is still heard.</summary>
    public IReadOnlyList<Activity> Words(Activity inbound, string reference)
    {
        if (inbound.Type == ActivityTypes.Invoke)
        {
            return [InvokeRefused(inbound, reference)];
        }

        if (inbound.Type != ActivityTypes.Message)
        {
            return [];
        }

        var said = inbound.Text ?? "";
        var language = Languages.Of(inbound.Locale);
        var trouble = texts.Say(language, "trouble.storage", ("phone", options.Phone), ("reference", reference));
        return [Message(Emergency(said, language) is { } emergency ? $"{emergency}\n\n{trouble}" : trouble, language)];
    }

    private string? Emergency(string said, string language) => listener.Listen(said, RedFlagContext.Unknown).ActOn switch
    {
        SafetyClass.E911 => texts.Say(language, "emergency.e911"),
        SafetyClass.E988 => texts.Say(language, "emergency.e988", ("name", texts.Say(language, "help.aNurse"))),
        SafetyClass.Safe => texts.Say(language, "emergency.safe"),
        _ => null,
    };

    private Activity InvokeRefused(Activity inbound, string reference) => new()
    {
        Type = ActivityTypesEx.InvokeResponse,
        Value = new InvokeResponse
        {
            Status = 200,
            Body = new AdaptiveCardInvokeResponse
            {
                StatusCode = 200,
                Type = "application/vnd.microsoft.activity.message",
                Value = texts.Say(Languages.Of(inbound.Locale), "trouble.storage", ("phone", options.Phone), ("reference", reference)),
            },
        },
    };

    private static Activity Message(string text, string language)
    {
        var message = MessageFactory.Text(text);
        message.Locale = language;
        return message;
    }
}

/// <summary>The number to give when the practice's own cannot be read.</summary>
/// <param name="Phone">As a person would dial it; <c>CareBot:NurseLine</c>.</param>
public sealed record TroubleOptions(string Phone);
