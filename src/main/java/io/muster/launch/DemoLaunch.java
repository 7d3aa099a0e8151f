package io.muster.launch;

import io.muster.account.Account;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** What a try-out adds to the start: the demo accounts. */
@ApplicationScoped
class DemoLaunch {

    Stream<Account> accounts() {
        return Stream.of();
    }

    void announce() {}
}
