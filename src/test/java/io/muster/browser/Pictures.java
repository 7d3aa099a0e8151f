package io.muster.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pictures of the pages in the documentation. */
final class Pictures {

    private static final Path FOLDER = Path.of("docs", "pages");

    private Pictures() {}

    /** Takes one of what is shown, where that is asked for. */
    static void keep(Browser browser, String name) throws IOException {
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.write(Files.createDirectories(FOLDER).resolve(name + ".png"), browser.picture());
        }
    }
}
