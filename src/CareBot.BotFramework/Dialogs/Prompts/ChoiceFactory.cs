using System.Globalization;
using System.Text;

namespace CareBot.BotFramework;

/// <summary>Messages that offer choices.</summary>
public class ChoiceFactory
{
    /// <summary>The best that the channel can show: buttons under the message, a card, or text.</summary>
    public static IMessageActivity ForChannel(
        string? channelId,
        IList<Choice>? list,
        string? text = null,
        string? speak = null,
        ChoiceFactoryOptions? options = null,
        string? conversationType = default,
        IList<string>? toList = default)
    {
        list ??= [];
        var longest = list.Select(choice => Title(choice).Length).DefaultIfEmpty().Max();
        if (longest <= Channel.MaxActionTitleLength(channelId))
        {
            if (Channel.SupportsSuggestedActions(channelId, list.Count, conversationType)) return SuggestedAction(list, text, speak, toList);
            if (Channel.SupportsCardActions(channelId, list.Count)) return HeroCard(list, text, speak);
            if (list.Count <= 3) return Inline(list, text, speak, options);
        }

        return List(list, text, speak, options);
    }

    /// <summary>Choices behind each other in the text.</summary>
    public static Activity Inline(IList<Choice>? choices, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null)
    {
        choices ??= [];
        var separator = options?.InlineSeparator ?? ", ";
        var written = new StringBuilder(text);
        for (var i = 0; i < choices.Count; i++)
        {
            var isLast = i == choices.Count - 1;
            written.Append(i == 0 ? " " : !isLast ? separator : (choices.Count == 2 ? options?.InlineOr : options?.InlineOrMore) ?? separator);
            if (options?.IncludeNumbers != false) written.Append(CultureInfo.InvariantCulture, $"({i + 1}) ");
            written.Append(Title(choices[i]));
        }

        return MessageFactory.Text(written.ToString(), speak, InputHints.ExpectingInput);
    }

    public static Activity List(IList<string> choices, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null) =>
        List(ToChoices(choices), text, speak, options);

    /// <summary>Choices beneath each other in the text.</summary>
    public static Activity List(IList<Choice>? choices, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null)
    {
        var written = new StringBuilder(text).Append("\n\n");
        foreach (var (index, choice) in (choices ?? []).Index())
        {
            if (index > 0) written.Append('\n');
            if (options?.IncludeNumbers != false) written.Append(CultureInfo.InvariantCulture, $"{index + 1}. ");
            else written.Append("- ");
            written.Append(Title(choice));
        }

        return MessageFactory.Text(written.ToString(), speak, InputHints.ExpectingInput);
    }

    public static IMessageActivity SuggestedAction(
        IList<string> choices, string? text = null, string? speak = null, IList<string>? toList = default) =>
        SuggestedAction(ToChoices(choices), text, speak, toList);

    public static IMessageActivity SuggestedAction(
        IList<Choice>? choices, string? text = null, string? speak = null, IList<string>? toList = default) =>
        MessageFactory.SuggestedActions(Buttons(choices), text, speak, InputHints.ExpectingInput, toList);

    public static IMessageActivity HeroCard(IList<Choice>? choices, string? text = null, string? speak = null) =>
        MessageFactory.Attachment(new HeroCard(text: text, buttons: [.. Buttons(choices)]).ToAttachment(), null, speak, InputHints.ExpectingInput);

    public static IList<Choice> ToChoices(IList<string>? choices) => [.. (choices ?? []).Select(choice => new Choice(choice))];

    private static string Title(
        Choice choice) => string.IsNullOrEmpty(choice.Action?.Title) ? choice.Value ?? string.Empty : choice.Action.Title;

    private static IEnumerable<CardAction> Buttons(IList<Choice>? choices) =>
        (choices ?? []).Select(choice => choice.Action ?? CardAction.FromString(choice.Value ?? string.Empty));
}
