package io.muster.estate;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadsTest {

    @ParameterizedTest
    @CsvSource({
        "web-01, web-02",
        "web1, WEB2",
        "web_eu-central-1a_3, web_eu-central-1b_4",
        "web-i-0abc, web-i-0def",
        "web.1a, web.1b"
    })
    void membersOfOneFleet(String one, String other) {
        assertThat(Workloads.of(instance("i-1").tag("Name", one).resource()))
                .isEqualTo(Workloads.of(instance("i-2").tag("Name", other).resource()));
    }

    @ParameterizedTest
    @CsvSource({"web-01, db-01", "web-prod, web-test", "01, web"})
    void differentFleets(String one, String other) {
        assertThat(Workloads.of(instance("i-1").tag("Name", one).resource()))
                .isNotEqualTo(Workloads.of(instance("i-2").tag("Name", other).resource()));
    }

    @Test
    void theSurestSignDecides() {
        // given
        MadeInstance instance = instance("i-1")
                .tag("Name", "web-1")
                .tag("aws:cloudformation:stack-name", "s")
                .tag("aws:autoscaling:groupName", "g");

        // then
        assertThat(Workloads.of(instance.resource())).isEqualTo("aws:autoscaling:groupName=g");
        assertThat(Workloads.of(instance.tag("eks:cluster-name", "c").resource()))
                .isEqualTo("eks:cluster-name=c");
        assertThat(Workloads.of(instance("i-1").profile("p").resource())).endsWith("instance-profile/p");
    }
}
