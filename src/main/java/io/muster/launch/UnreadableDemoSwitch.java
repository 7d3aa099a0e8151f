package io.muster.launch;

import io.muster.platform.TrueOrFalse;
import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads {@code muster.demo.enabled} as strictly as other settings are: the demo cloud itself knows nothing of them. */
@Singleton
class UnreadableDemoSwitch implements StartUpCheck {

    private final String value;

    UnreadableDemoSwitch(@ConfigProperty(name = "muster.demo.enabled", defaultValue = "false") String value) {
        this.value = value;
    }

    @Override
    public String name() {
        return "unreadable-setting";
    }

    @Override
    public boolean acceptable() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        try {
            new TrueOrFalse().convert(value);
            return Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.of(
                    new Fault("muster.demo.enabled: " + unreadable.getMessage(), "set it to true or to false"));
        }
    }
}
