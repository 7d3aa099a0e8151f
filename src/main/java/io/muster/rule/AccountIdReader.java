package io.muster.rule;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads the id of an AWS account: twelve digits. */
@RegisterForReflection
public final class AccountIdReader implements Converter<String> {

    private static final long serialVersionUID = 1;

    private static final int DIGITS = 12;
    private static final Pattern FORM = Pattern.compile("\\d{" + DIGITS + "}");
    private static final Pattern NO_DIGIT = Pattern.compile("\\D");

    /** Its own constructor, for the converter is made by reflection. */
    public AccountIdReader() {}

    @Override
    public String convert(String value) {
        String text = value.strip();
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" is no account id, which has " + DIGITS + " digits" + nearest(text));
        }
        return text;
    }

    /** People write accounts with hyphens, and spreadsheets drop the zeros at the front. */
    private static String nearest(String text) {
        String digits = NO_DIGIT.matcher(text).replaceAll("");
        return digits.isEmpty() || digits.length() > DIGITS
                ? ""
                : ". Did you mean " + "0".repeat(DIGITS - digits.length()) + digits + "?";
    }
}
