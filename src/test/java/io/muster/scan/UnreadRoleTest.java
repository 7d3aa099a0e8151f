package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.demo.DemoFaults;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.scan.StoredEstates.Located;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions about the rights of a role that the last scan could not read. */
@QuarkusTest
class UnreadRoleTest {

    private static final String ROLE = "arn:aws:iam::" + Lab.ACCOUNT + ":role/web-role";

    @Inject
    Lab lab;

    @Inject
    DemoFaults faults;

    @Inject
    Permissions permissions;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void areRefusedWithWhatIsMissing() {
        // given
        lab.scan();
        faults.deny("iam:GetAccountAuthorizationDetails");
        lab.scan();
        Located role = permissions
                .find(AccountScope.EVERY_ACCOUNT, ROLE)
                .await()
                .indefinitely()
                .orElseThrow();

        // when
        MusterException refusal = catchThrowableOfType(
                MusterException.class, () -> permissions.of(role).await().indefinitely());

        // then
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal).hasMessageContaining(ROLE).hasMessageContaining("coverage");
    }
}
