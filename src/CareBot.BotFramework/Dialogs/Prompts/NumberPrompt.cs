using System.Globalization;

namespace CareBot.BotFramework;

/// <summary>A number written in digits, as the person's language writes it.</summary>
/// <remarks>
/// There is no thousands separator: "1.500" and "1,500" mean different numbers to different people, so where the mark is not the
/// language's decimal mark and three digits follow it, the question is asked again. Number words are not read.
/// </remarks>
public class NumberPrompt<T> : Prompt<T>
    where T : struct, IComparable<T>
{
    private static readonly TypeCode[] Supported = [TypeCode.Int32, TypeCode.Int64, TypeCode.Single, TypeCode.Double, TypeCode.Decimal];

    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no int, long, float, double or decimal.</exception>
    public NumberPrompt(string dialogId, PromptValidator<T>? validator = null, string? defaultLocale = null)
        : base(dialogId, validator)
    {
        if (!Supported.Contains(Type.GetTypeCode(typeof(T)))) throw new NotSupportedException($"A number prompt does not read {typeof(T).Name}.");
        DefaultLocale = defaultLocale;
    }

    public string? DefaultLocale { get; set; }

    protected override Task OnPromptAsync(
        ITurnContext turnContext,
        IDictionary<string, object> state,
        PromptOptions options,
        bool isRetry,
        CancellationToken cancellationToken = default) =>
        SendAsync(turnContext, Question(options, isRetry), cancellationToken);

    protected override Task<PromptRecognizerResult<T>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        var language = Culture.Of(LanguageOf(turnContext, options, DefaultLocale));
        var number = Read(turnContext.Activity.Text, language) is { } read ? As(read) : null;
        return Task.FromResult(new PromptRecognizerResult<T> { Succeeded = number is not null, Value = number ?? default });
    }

    private static decimal? Read(string? text, CultureInfo language)
    {
        var digits = text?.Trim() ?? string.Empty;
        var mark = digits.IndexOfAny(['.', ',']);
        var isLanguages = mark >= 0 && digits[mark].ToString() == language.NumberFormat.NumberDecimalSeparator;
        if (mark >= 0 && !isLanguages && digits.Length - mark - 1 == 3) return null;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(digits.Replace(',', '.'), style, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static T? As(decimal number)
    {
        var isWhole = Type.GetTypeCode(typeof(T)) is TypeCode.Int32 or TypeCode.Int64;
        if (isWhole && decimal.Truncate(number) != number) return null;
        try
        {
            return (T)Convert.ChangeType(number, typeof(T), CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}

internal static class Culture
{
    /// <returns>The invariant culture where the tag is missing or is none.</returns>
    public static CultureInfo Of(string? tag)
    {
        try
        {
            return string.IsNullOrWhiteSpace(tag) ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(tag);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
