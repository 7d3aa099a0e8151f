package io.muster.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** SQL that counts findings anew, as the migration does for what was found before there were counts. */
public final class Recount {

    private static final String MIGRATION = "/db/migration/V4__finding_rollups.sql";
    private static final String BEGIN = "-- What was found before";

    private Recount() {}

    /** For tests that put rows into the tables themselves. */
    public static String statements() {
        try (InputStream file = Recount.class.getResourceAsStream(MIGRATION)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return "truncate finding_series cascade; " + text.substring(text.indexOf(BEGIN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
