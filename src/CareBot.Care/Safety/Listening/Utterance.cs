using System.Globalization;
using System.Text;

namespace CareBot.Care.Safety.Listening;

internal enum Break : byte
{
    None,
    Comma,
    Sentence,
}

/// <summary>A word, or a number, or a blood pressure with its lower number beside it.</summary>
internal struct Token
{
    public int Start;
    public int Length;
    public Break Before;

    /// <summary>NaN for a word.</summary>
    public double Value;

    /// <summary>NaN unless this is a blood pressure.</summary>
    public double Lower;
}

/// <summary>A message cut into words: lower case, accents and apostrophes gone, numbers read. Reused from message to message.</summary>
internal sealed class Utterance
{
    private static readonly char[] Folded = FoldTable();

    private char[] _text = new char[512];
    private Token[] _tokens = new Token[128];
    private int _length;

    public int Count { get; private set; }

    /// <summary>There is a question mark somewhere.</summary>
    public bool HasQuestionMark { get; private set; }

    public ref readonly Token this[int index] => ref _tokens[index];

    public ReadOnlySpan<char> Word(int index) => _text.AsSpan(_tokens[index].Start, _tokens[index].Length);

    public void Read(ReadOnlySpan<char> text)
    {
        Count = 0;
        _length = 0;
        if (_text.Length < text.Length)
            _text = new char[text.Length * 2];
        HasQuestionMark = text.Contains('?');
        var pause = Break.Sentence;
        for (var i = 0; i < text.Length;)
        {
            var letter = Fold(text[i]);
            if (char.IsAsciiDigit(letter))
                i = ReadNumber(text, i, ref pause);
            else if (char.IsLetter(letter))
                i = ReadWord(text, i, ref pause);
            else
                pause = Longer(pause, PauseOf(text, i++));
        }
    }

    /// <summary>Several words become one number.</summary>
    public void Join(int first, int count, double value)
    {
        _tokens[first] = _tokens[first] with { Length = 0, Value = value };
        Array.Copy(_tokens, first + count, _tokens, first + 1, Count - first - count);
        Count -= count - 1;
    }

    private int ReadWord(ReadOnlySpan<char> text, int i, ref Break pause)
    {
        var start = _length;
        for (; i < text.Length; i++)
        {
            var letter = Fold(text[i]);
            if (char.IsLetter(letter))
                _text[_length++] = letter;
            else if (!IsApostrophe(text[i]) && CharUnicodeInfo.GetUnicodeCategory(text[i]) != UnicodeCategory.NonSpacingMark)
                break;
        }

        Add(new Token { Start = start, Length = _length - start, Value = double.NaN, Lower = double.NaN }, ref pause);
        return i;
    }

    private int ReadNumber(ReadOnlySpan<char> text, int i, ref Break pause)
    {
        var (value, next) = Number(text, i);
        var lower = double.NaN;
        if (next + 1 < text.Length && text[next] is '/' && char.IsAsciiDigit(text[next + 1]))
            (lower, next) = Number(text, next + 1);
        Add(new Token { Start = _length, Length = 0, Value = value, Lower = lower }, ref pause);
        return next;
    }

    /// <summary>101.4 and 38,6 have decimals; 1,200 does not.</summary>
    private static (double Value, int Next) Number(ReadOnlySpan<char> text, int i)
    {
        double value = 0;
        for (; i < text.Length && char.IsAsciiDigit(text[i]); i++)
            value = value * 10 + (text[i] - '0');
        if (i + 1 >= text.Length || text[i] is not ('.' or ',') || !char.IsAsciiDigit(text[i + 1]))
            return (value, i);
        var digits = 1;
        while (i + digits + 1 < text.Length && char.IsAsciiDigit(text[i + digits + 1]))
            digits++;
        var thousands = text[i] is ',' && digits == 3;
        double scale = 1;
        for (var d = 1; d <= digits; d++)
        {
            scale *= 10;
            value = thousands ? value * 10 + (text[i + d] - '0') : value + (text[i + d] - '0') / scale;
        }

        return (Math.Round(value, 4), i + digits + 1);
    }

    private void Add(Token token, ref Break pause)
    {
        if (Count == _tokens.Length)
            Array.Resize(ref _tokens, Count * 2);
        token.Before = pause;
        _tokens[Count++] = token;
        pause = Break.None;
    }

    private static Break PauseOf(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        // Three dots are a breath, not an end.
        '.' when (i > 0 && text[i - 1] is '.') || (i + 1 < text.Length && text[i + 1] is '.') => Break.Comma,
        '.' or '!' or '?' or ';' or '\n' or '¿' or '¡' => Break.Sentence,
        ',' or ':' or '(' or ')' or '…' or '–' or '—' => Break.Comma,
        _ => Break.None,
    };

    private static Break Longer(Break a, Break b) => a > b ? a : b;

    private static bool IsApostrophe(char letter) => letter is '\'' or '’' or '‘' or '`' or '´';

    private static char Fold(char letter) => letter < Folded.Length ? Folded[letter] : char.ToLowerInvariant(letter);

    private static char[] FoldTable()
    {
        var table = new char[0x180];
        for (var c = 0; c < table.Length; c++)
            table[c] = char.ToLowerInvariant(((char)c).ToString().Normalize(NormalizationForm.FormD)[0]);
        return table;
    }
}
