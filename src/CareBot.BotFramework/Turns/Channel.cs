namespace CareBot.BotFramework;

/// <summary>What channels can show. Source: the channels' published limits.</summary>
public class Channel
{
    /// <param name="conversationType">Teams shows suggested actions in a personal chat alone.</param>
    public static bool SupportsSuggestedActions(
        string? channelId, int buttonCnt = 100, string? conversationType = default) => channelId switch
        {
            Channels.Facebook or Channels.Skype => buttonCnt <= 10,
            Channels.Line => buttonCnt <= 13,
            Channels.Kik => buttonCnt <= 20,
            Channels.Msteams => conversationType == "personal" && buttonCnt <= 3,
            _ when IsRich(channelId) => buttonCnt <= 100,
            _ => false,
        };

    public static bool SupportsCardActions(string? channelId, int buttonCnt = 100) => channelId switch
    {
        Channels.Facebook or Channels.Skype => buttonCnt <= 3,
        Channels.Msteams => buttonCnt <= 50,
        Channels.Line => buttonCnt <= 99,
        Channels.Cortana => buttonCnt <= 100,
        _ when IsRich(channelId) => buttonCnt <= 100,
        _ => false,
    };

    /// <returns>Characters.</returns>
    public static int MaxActionTitleLength(string? channelId) => 20;

    private static bool IsRich(string? channelId) =>
        channelId is Channels.Directline or Channels.DirectlineSpeech or Channels.Webchat or Channels.Emulator or Channels.Slack or Channels.Telegram;
}
