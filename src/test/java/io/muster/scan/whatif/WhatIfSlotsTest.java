package io.muster.scan.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Settings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Questions are refused before anything is read for them. */
class WhatIfSlotsTest {

    private static final JsonNode QUESTION = new ObjectMapper()
            .createObjectNode()
            .put("accountId", "111111111111")
            .set("changes", new ObjectMapper().createArrayNode());

    private static WhatIf whatIf(int slots) {
        WhatIfConfig config =
                Settings.of(WhatIfConfig.class, Map.of("muster.what-if.concurrency", String.valueOf(slots)));
        return new WhatIf(null, null, null, null, config);
    }

    @Test
    void moreThanAreWorkedOnAtATimeAreRefused() {
        assertRefused(0, AccountScope.EVERY_ACCOUNT, ErrorCode.TOO_MANY_REQUESTS);
    }

    @Test
    void anAccountOutsideOfTheCallersScopeIsRefused() {
        assertRefused(1, AccountScope.of(Set.of("222222222222")), ErrorCode.FORBIDDEN);
    }

    private static void assertRefused(int slots, AccountScope accounts, ErrorCode code) {
        WhatIf whatIf = whatIf(slots);

        assertThatThrownBy(() -> whatIf.ask(QUESTION, accounts))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
