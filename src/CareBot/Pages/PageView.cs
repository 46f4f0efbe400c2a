using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;

namespace CareBot.Pages;

/// <summary>What every page knows: its language, its words, and the nonce that lets its own script and style in.</summary>
public sealed record PageView(Texts Texts, string Language, string Nonce)
{
    public string Direction => CultureInfo.GetCultureInfo(Language).TextInfo.IsRightToLeft ? "rtl" : "ltr";

    public string OtherLanguage => Languages.All.First(other => other != Language);

    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Texts.Say(Language, "page." + key, values);
}

/// <summary>A page that holds the chat.</summary>
/// <param name="Page">What every page knows.</param>
/// <param name="Door">One of <see cref="Doors"/>.</param>
/// <param name="Demo">In Development, the demo patient who is speaking.</param>
/// <param name="NurseLine">The practice's number for whoever cannot chat; null while no practice is set up.</param>
/// <param name="Link">The token of a family member's link; null for everybody else.</param>
/// <param name="IsSignedIn">The browser is a patient's, who opened the chat with their link.</param>
public sealed record ChatView(PageView Page, string Door, DemoPatient? Demo, string? NurseLine, string? Link = null, bool IsSignedIn = false)
{
    /// <summary>Who speaks, where the browser's own session says it.</summary>
    public const string Own = "me";

    /// <summary>What <c>chat.js</c> needs to know.</summary>
    public string Config => JsonSerializer.Serialize(
        new ChatConfig(
            Door,
            Demo?.Key ?? Link ?? (IsSignedIn ? Own : null),
            Page.Language + "-US",
            Page.Direction,
            PageAssets.WebChatPath,
            Page.Say("loading"),
            NurseLine is { } phone ? Page.Say("offline.phone", ("phone", phone)) : Page.Say("offline"),
            Page.Say("ended"),
            [.. Languages.All.SelectMany(language => Page.Texts.Say(language, "page.exit.also").Split('|'))]),
        PageJson.Default.ChatConfig);

    /// <summary>The same page in the other language.</summary>
    public string OtherAddress => $"?lang={Page.OtherLanguage}" + (Demo is not null ? "&as=" + Uri.EscapeDataString(Demo.Key) : Link is not null ? "&link=" + Uri.EscapeDataString(Link) : "");
}

/// <summary>The question before a patient's own chat.</summary>
/// <param name="Page">What every page knows.</param>
/// <param name="Words">What it says: the question, or why there is none.</param>
/// <param name="Days">Of which one is the patient's day of birth; none where the link opens nothing.</param>
/// <param name="Practice">Whom to ask for another link.</param>
public sealed record EnterView(PageView Page, string Words, IReadOnlyList<DateOnly> Days, Practice Practice)
{
    /// <summary>The token of a family link that opens nothing any more; null for a patient's.</summary>
    public string? Family { get; init; }

    /// <summary>The same page in the other language.</summary>
    public string OtherAddress => $"?lang={Page.OtherLanguage}" + (Family is null ? "" : "&link=" + Uri.EscapeDataString(Family));

    public static string Value(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Day(DateOnly day) => Page.Texts.In(Page.Language).DayOfYear(day);
}

/// <summary>The pages on which a chat stands.</summary>
public static class Doors
{
    public const string Chat = "chat";

    /// <summary>For anybody: help and resources, no chart.</summary>
    public const string Family = "family";
}

/// <summary>A patient of the demo practice, whom <c>/chat?as=</c> lets anybody speak as. In Development only.</summary>
/// <param name="Key">The word in the address, and the person's id.</param>
/// <param name="Name">As shown.</param>
/// <param name="Language">The language the page opens in.</param>
public sealed record DemoPatient(string Key, string Name, string Language);

internal sealed record ChatConfig(string Door, string? As, string Locale, string Dir, string WebChat, string Loading, string Offline, string Ended, IReadOnlyList<string> Exits);

internal sealed record PageTokenRequest(string? Door, string? As);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChatConfig))]
[JsonSerializable(typeof(PageTokenRequest))]
internal sealed partial class PageJson : JsonSerializerContext;
