/* Walks rules with libical. A line in: start, tab, how many, tab, rule. A line out: the instances
 * on the wall clock with spaces between, or '!' for a rule that libical refuses. A rule that does
 * not answer within a second ends the program; make.py goes on with the next.
 *
 * Built by make.py: cc -O1 -o walk walk.c $(pkg-config --cflags --libs libical)
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    static char line[65536];
    icalerror_set_errors_are_fatal(0);
    while (fgets(line, sizeof line, stdin)) {
        char *start = strtok(line, "\t");
        char *most = strtok(NULL, "\t");
        char *text = strtok(NULL, "\n");
        alarm(1);
        icalerrno = ICAL_NO_ERROR;
        struct icalrecurrencetype rule = icalrecurrencetype_from_string(text);
        struct icaltimetype from = icaltime_from_string(start);
        icalrecur_iterator *walk = rule.freq == ICAL_NO_RECURRENCE ? NULL : icalrecur_iterator_new(rule, from);
        if (!walk) {
            puts("!");
        } else {
            for (int left = atoi(most); left > 0; left--) {
                struct icaltimetype at = icalrecur_iterator_next(walk);
                if (icaltime_is_null_time(at) || at.year >= 2200)
                    break;
                printf("%04d-%02d-%02dT%02d:%02d:%02d ", at.year, at.month, at.day, at.hour, at.minute, at.second);
            }
            icalrecur_iterator_free(walk);
            puts("");
        }
        alarm(0);
        fflush(stdout);
    }
    return 0;
}
