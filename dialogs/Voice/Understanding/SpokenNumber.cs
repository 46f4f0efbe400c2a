namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Adds up the words of one number as they are heard: one hundred, eighty, two.</summary>
internal sealed class SpokenNumber
{
    private decimal _total;
    private decimal _current;
    private int _heard;
    private bool _tens;
    private bool _hundreds;

    public bool Any => _heard > 0;

    /// <summary>Heard as people say figures one after the other, "one eighty two".</summary>
    public bool Loose { get; private set; }

    public decimal Value => _total + _current;

    /// <summary>After a hundred or a thousand a lower number may follow, with or without "and".</summary>
    public bool Open => _hundreds || (_total > 0 && _current == 0);

    public bool AfterTens => _tens;

    public bool Hear(decimal number, bool typed)
    {
        if (number != Math.Floor(number) || !Fits(number, typed)) return false;
        _heard++;
        _tens = !typed && number is >= 20 and < 100 && number % 10 == 0;
        _hundreds = !typed && number >= 100 && number % 100 == 0;
        return true;
    }

    public bool Multiply(decimal by)
    {
        if (by == 100 && (_current >= 100 || (_heard > 0 && _current == 0))) return false;
        if (by == 1000 && _total > 0) return false;
        _current = Math.Max(_current, 1) * by;
        if (by == 1000) (_total, _current) = (_current, 0);
        _heard++;
        (_tens, _hundreds) = (false, by == 100);
        return true;
    }

    private bool Fits(decimal number, bool typed)
    {
        if (_heard == 0 || (_total > 0 && _current == 0 && number < 1000))
            _current = number;
        else if (_hundreds && number is > 0 and < 100)
            _current += number;
        else if (_tens && !typed && number is >= 1 and <= 9)
            _current += number;
        else if (_heard == 1 && _current is >= 1 and <= 9 && _total == 0 && number is >= 10 and <= 99)
            (_current, Loose) = ((_current * 100) + number, true);
        else
            return false;
        return true;
    }
}
