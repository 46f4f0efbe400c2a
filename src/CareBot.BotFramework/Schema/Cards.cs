using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

public static class ActionTypes
{
    public const string OpenUrl = "openUrl";
    public const string ImBack = "imBack";
    public const string PostBack = "postBack";
    public const string PlayAudio = "playAudio";
    public const string PlayVideo = "playVideo";
    public const string ShowImage = "showImage";
    public const string DownloadFile = "downloadFile";
    public const string Signin = "signin";
    public const string Call = "call";
    public const string MessageBack = "messageBack";
    public const string Payment = "payment";
}

public class CardAction
{
    public CardAction()
    {
    }

    public CardAction(
        string? type = default,
        string? title = default,
        string? image = default,
        string? text = default,
        string? displayText = default,
        object? value = default,
        object? channelData = default)
    {
        Type = type;
        Title = title;
        Image = image;
        Text = text;
        DisplayText = displayText;
        Value = value;
        ChannelData = channelData;
    }

    /// <summary>One of <see cref="ActionTypes"/>.</summary>
    public string? Type { get; set; }

    public string? Title { get; set; }

    public string? Image { get; set; }

    public string? ImageAltText { get; set; }

    public string? Text { get; set; }

    public string? DisplayText { get; set; }

    public object? Value { get; set; }

    public object? ChannelData { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }

    public static implicit operator CardAction(string text) => FromString(text);

    /// <summary>A button that says back what it shows.</summary>
    public static CardAction FromString(string text) => new(ActionTypes.ImBack, title: text, value: text);
}

public class CardImage
{
    public CardImage()
    {
    }

    public CardImage(string? url = default, string? alt = default, CardAction? tap = default) => (Url, Alt, Tap) = (url, alt, tap);

    public string? Url { get; set; }

    public string? Alt { get; set; }

    public CardAction? Tap { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class HeroCard
{
    public const string ContentType = "application/vnd.microsoft.card.hero";

    public HeroCard()
    {
    }

    public HeroCard(
        string? title = default,
        string? subtitle = default,
        string? text = default,
        IList<CardImage>? images = default,
        IList<CardAction>? buttons = default,
        CardAction? tap = default)
    {
        Title = title;
        Subtitle = subtitle;
        Text = text;
        Images = images;
        Buttons = buttons;
        Tap = tap;
    }

    public string? Title { get; set; }

    public string? Subtitle { get; set; }

    public string? Text { get; set; }

    public IList<CardImage>? Images { get; set; }

    public IList<CardAction>? Buttons { get; set; }

    public CardAction? Tap { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class SuggestedActions
{
    public SuggestedActions()
    {
    }

    public SuggestedActions(IEnumerable<string> to, IEnumerable<CardAction> actions)
        : this(to.ToList(), actions.ToList())
    {
    }

    public SuggestedActions(IList<string>? to = default, IList<CardAction>? actions = default) => (To, Actions) = (to, actions);

    /// <summary>Ids of those who see the buttons; everyone when empty or missing.</summary>
    public IList<string>? To { get; set; }

    public IList<CardAction>? Actions { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public static class Extensions
{
    public static Attachment ToAttachment(this HeroCard card) => new(HeroCard.ContentType, content: card);

    public static Attachment ToAttachment(this SigninCard card) => new(SigninCard.ContentType, content: card);

    public static Attachment ToAttachment(this OAuthCard card) => new(OAuthCard.ContentType, content: card);
}
