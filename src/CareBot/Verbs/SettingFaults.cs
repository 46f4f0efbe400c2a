using Microsoft.Extensions.Options;

namespace CareBot.Verbs;

/// <summary>What is wrong with the settings, a line each: it names the setting and what to write there.</summary>
internal static class SettingFaults
{
    /// <returns>Empty where the exception is about something else.</returns>
    public static IReadOnlyList<string> Of(Exception broken) => broken switch
    {
        OptionsValidationException settings => [.. settings.Failures],
        ArgumentException { ParamName: "settings" or "configuration" or "setting" } written => [written.Message.Split(" (Parameter")[0]],
        AggregateException many when many.InnerExceptions.All(one => one is OptionsValidationException) => [.. many.InnerExceptions.SelectMany(Of)],
        _ => [],
    };
}
