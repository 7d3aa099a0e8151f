package io.muster.rule;

import io.muster.estate.traffic.Cidr;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a range of addresses, which begins where its prefix says. */
@RegisterForReflection
public final class NetworkReader implements Converter<Cidr> {

    private static final long serialVersionUID = 1;

    /** Its own constructor, for the converter is made by reflection. */
    public NetworkReader() {}

    @Override
    public Cidr convert(String value) {
        String text = value.strip();
        Cidr range = Cidr.tryParse(text).orElseThrow(() -> refused(value, nearest(text)));
        String address = text.contains("/") ? text.substring(0, text.indexOf('/')) : text;
        if (Cidr.parse(address).network().equals(range.network())) {
            return range;
        }
        throw refused(value, ". Did you mean " + range.text() + "?");
    }

    private static IllegalArgumentException refused(String value, String nearest) {
        return new IllegalArgumentException("\"" + value + "\" is no range of addresses" + nearest);
    }

    /** The network of the address alone, where only the prefix length is at fault. */
    private static String nearest(String text) {
        int slash = text.indexOf('/');
        return (slash < 0 ? Optional.<Cidr>empty() : Cidr.tryParse(text.substring(0, slash)))
                .map(address -> ". Did you mean " + address.text() + "?")
                .orElse(". Write for example 198.51.100.0/24");
    }
}
