package io.muster.rule;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Reads the id of an organization.
 *
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html">Organization</a>
 */
@RegisterForReflection
public final class OrganizationIdReader implements Converter<String> {

    private static final long serialVersionUID = 1;

    private static final Pattern FORM = Pattern.compile("o-[a-z0-9]{10,32}");

    /** Its own constructor, for the converter is made by reflection. */
    public OrganizationIdReader() {}

    @Override
    public String convert(String value) {
        String text = value.strip();
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + value
                    + "\" is no id of an organization, which is o- and 10 to 32 letters and digits" + nearest(text));
        }
        return text;
    }

    /** An ARN of the organization, or of a part of it, holds the id. */
    private static String nearest(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.find() ? ". Did you mean " + matcher.group() + "?" : "";
    }
}
