"""What people write who want, complain, praise, ask or say why not, in English.

Three lines for each kind: what says it outright, what mostly does, and what does a little; `NONE`
is for what stands in talk that is none of it. `^` is the beginning of a sentence, `?` its end, `~`
any ending of a word, `+` any words between.
"""

from __future__ import annotations

from feedbackdesk.domain.words import Kind

NONE = None

ENGLISH: dict[Kind | None, tuple[str, str, str]] = {
    Kind.REQUEST: (
        """could you please | can you please | could you add | can you add | could you send |
        can you send | could you change | can you change | could you move | can you move |
        could you also | would you please | could we have | can we have | could we get |
        can we get | would it be possible to | is it possible to get | it would be great if |
        it would be nice if | it would be good if | it would help if | it would help |
        would be really useful | would be a great help | would be helpful if | would be useful if |
        would love to see | id love to see | i d love | we d love | i would love | we would love |
        i wish | we wish you | if only you | my suggestion | i suggest | may i suggest |
        suggestion for | feature request | feature idea | would you consider | please consider |
        have you considered | have you thought about | you really should | you should offer |
        you should have | any chance you could | any chance of | is there any chance |
        is there any way you could | is there a way you could | please add | please make |
        please stop | please let us | please offer | please bring back | please include |
        bring back | i d pay extra | would pay extra | what i miss | the one thing missing |
        the only thing missing | would save me | would save us | would make my life |
        would make life easier | give us the option | an option to | an option for |
        we could do with | i could do with | hoping you will | hope you will | how about a |
        why not offer | why don t you offer | why dont you offer | dark mode please""",
        """^ could the | ^ could your | could the driver | could your | can your | we would want |
        i would want | we d want | should be possible to | it should be possible | please put |
        please send | please change | please give | please keep | please use | please remove |
        please remind | please arrange | please book | please cancel | please order |
        could you + ? | can you + please | could you add | can you add | can you send |
        could you send | could you move | can you move | could you change | can you change |
        could you also | could + please | can i get | can i have | could i have | may i have |
        i want to be able | we want to be able | i want you to | i would like to | i d like to |
        we d like to | we would like | i would like | we d like | i d like | i d rather |
        we d rather | would prefer | would rather | i d prefer | we need a | we need an |
        i need a | i need an | i need to change | i need to book | i need to cancel |
        i need to order | ideally | would be nice | would be great | would be lovely |
        would be good | would be helpful | would be ideal | would be handy | would be welcome |
        let us | in future please | next time | could do with | would you be able to |
        would it be possible | is it possible for you | do you think you could | maybe you could |
        perhaps you could | you could also | why not | how about | should offer |
        should be able to | should have a | ought to be able | need to be able | please could |
        i want | we want""",
        """^ send | ^ add | ^ book | ^ cancel | ^ set | ^ turn o~ | ^ show | ^ give | ^ order |
        ^ change | ^ remove | ^ remind | ^ play | ^ let | i need to | i have to cancel | please |
        could you | can you | would you | i need | we need | i wish | it would | option | feature |
        suggestion | wish list | prefer | instead of having to | add a | send me | give me |
        allow me | allow us | let me | book a | book me | remind me | set a | cancel my |
        change my | update my | move my | extend my | is there any way | set up | ability to""",
    ),
    Kind.PROBLEM: (
        """does not work | doesnt work | do not work | dont work | did not work | didnt work |
        not working | isnt working | wont work | stopped working | no longer works | is broken |
        was broken | were broken | are broken | arrived broken | arrived damaged | was damaged |
        came broken | fell apart | came off | fell off | charged twice | charged me twice |
        double charged | charged the wrong | overcharged | i was charged | i have been charged |
        ive been charged | we were charged | still waiting for | still waiting on |
        am still waiting | are still waiting | still havent received | still have not received |
        still hasnt | havent received | have not received | never received | never arrived |
        never came | never turned up | not turned up | didnt turn up | did not turn up |
        nobody called | nobody rang | nobody told | no one told | nobody came | no one came |
        no one called | nobody answers | heard nothing | no answer from | very disappointed |
        really disappointed | i am disappointed | not happy with | unhappy with | not satisfied |
        dissatisfied | not acceptable | unacceptable | i want to complain | complaint about |
        make a complaint | is not good enough | keeps crashing | crashes | error message |
        i cant log in | cannot log in | can not log in | cant log in | unable to log in |
        wrong size | the wrong | wrong colour | wrong order | is missing | was missing |
        are missing | were missing | missing from the | has expired but | was declined |
        got declined | was rejected | leaks | is leaking | ruined | this is the third time |
        this is the second time | the third time | yet again | waste of money |
        want my money back | still no""",
        """i cant | we cant | i cannot | we cannot | i am unable | it wont | wont let me |
        won t let me | will not let | wont take | wont open | fails | failed | failing | was rude |
        quite rude | was late | too late | late again | days late | was cold | was dirty |
        were dirty | too slow | so slow | too loud | so loud | too dark | too small for |
        too tight | not what i ordered | not what we ordered | not as described | disappointing |
        disappointed | annoying | frustrating | frustrated | terrible | awful | horrible |
        appalling | poor service | bad service | worst | shoddy | broke | broken | damaged |
        cracked | peeling | faulty | defective | something is wrong | something wrong |
        went wrong | is wrong | are wrong | was wrong | problem with | trouble with |
        an issue with | issues with | having trouble | a mistake | mistake in | mistake on |
        never turns up | no one | nobody | waited | had to wait | been waiting | have waited |
        kept waiting | cut off | ran out of | expired | too expensive | twice for | an hour late |
        didnt arrive | did not arrive | hasnt arrived | has not arrived | not arrived | lost my |
        stolen | was promised | were promised | i was told | promised""",
        """not | doesnt | didnt | isnt | wasnt | arent | hasnt | havent | wont | cant | never |
        again | still | unfortunately | wrong | missing | problem | error | issue | worse | slow |
        refund | complain~ | since the update | every time i | even though | although i | but it |
        only to find | dirty | noisy | noise | smell~ | stuck | declined | rejected | unable""",
    ),
    Kind.PRAISE: (
        """well done | keep up the good work | can t recommend | cannot recommend |
        can highly recommend | highly recommend | would recommend | will recommend |
        i recommend you | recommend you | hats off | five stars | 5 stars | best i have |
        best i ve | best we have | best we ve | the best + ever | the best + had |
        very happy with | so happy with | really happy with | very pleased | so pleased |
        really pleased | delighted with | are delighted | am delighted | was delighted |
        absolutely love | we love | i love | loves the | loved the | love the | love how |
        love that you | really impressed | very impressed | was impressed | were impressed |
        blown away | nothing but good | nothing but praise | great service | excellent service |
        fantastic service | brilliant service | wonderful service | great job | good job |
        great work | brilliant job | amazing job | fantastic job | lovely job |
        couldnt be happier | couldn t be happier | could not be happier | thank you so much for |
        thanks so much for | a big thank you | huge thank you | big thanks | saved my | saved us |
        saved me | made my day | made my week | first class | second to none | a pleasure to |
        such a pleasure | life saver | lifesaver | lovely touch | nice touch |
        would not be without | couldnt do without | deserves a | very happy customer |
        a real treat | exceeded our | exceeded my | a delight | better than expected |
        what a difference""",
        """fantastic | brilliant | wonderful | amazing | excellent | superb | outstanding |
        awesome | delicious | gorgeous | beautiful | lovely | perfect | perfectly | delighted |
        impressed | thrilled | grateful | spotless | so much easier | so much better |
        much better now | so helpful | very helpful | really helpful | so kind | very kind |
        how kind | so friendly | very friendly | polite | smoothest | best money | works a treat |
        works perfectly | works beautifully | worth every | a big hit | went down well | enjoyed |
        we enjoyed | i enjoyed | my favourite | our favourite | finally a | thanks to your |
        the best | gem | professional | impeccabl~ | flawless~ | exactly what i | exactly what we |
        exactly as""",
        """great | good | nice | best | happy | pleased | love | loved | thank you for |
        thanks for the quick | easy | easier | quick~ | friendly | helpful | kind | tidy | ! |
        honest | fun | well""",
    ),
    Kind.QUESTION: (
        """do you deliver | do you offer | do you have | do you sell | do you also | do you do |
        do you take | do you accept | do you repair | do you charge | do you ship | do you stock |
        have you got | does your | do your | does the + ? | is there a + ? | is there an + ? |
        are there any + ? | is there any + ? | how do i | how can i | how do we | how can we |
        how much do | how much does | how much is | how much would | what do you charge |
        where do i | where can i | where can we | where do we | when can i | when can we |
        when will + ? | can i + ? | can we + ? | may i + ? | may we + ? | do i need + ? |
        do we need + ? | do i have to | what happens if | what happens to |
        what is the difference | whats the difference | what s the difference | what is your |
        what are your | what is the | what s the best | which of the | i was wondering |
        just wondering | we were wondering | i d like to know | i would like to know |
        could you tell me | can you tell me | please tell me | please let me know |
        could you let me know | can you let me know | could you confirm | can you confirm |
        can you explain | could you explain | who do i | who can i | why is my | why was i |
        why was my | why has my | why did my | why am i | why cant i | why can t i | why have i |
        will you be open | are you open | is it possible to | is it ok to | is it okay to |
        how long does | how long do | how long will | how many + ? | how often | what size |
        what time do | what time is | what are the | how does the | are you able to |
        am i able to | is my | are my""",
        """^ do you | ^ does | ^ is it | ^ is there | ^ are there | ^ is the | ^ are the |
        ^ can i | ^ can we | ^ can you | ^ can the | ^ will | ^ how | ^ what | ^ where | ^ when |
        ^ which | ^ who | ^ why | ^ are you | ^ have you | ^ could i | ^ am i | ^ should i |
        ^ may i | ^ did | ^ would | question about | a question | my question | curious if |
        curious whether | wondering | wonder if | wonder whether | any idea | not sure if |
        not sure how | not sure whether | want to know | like to know | need to know | is it true |
        how long | how many | how much""",
        """? | whether | do you | can i | do i | is there | are there | which | how""",
    ),
    Kind.LOSS: (
        """we have decided not | i have decided not | decided not to | decided against |
        decided to cancel | decided to go with | decided to stay | have gone with | has gone with |
        we went with | i went with | went elsewhere | going elsewhere | gone elsewhere |
        go elsewhere | go with another | went with another | going with another | chose another |
        chosen another | we chose | i chose another | we ve chosen | we have chosen | we picked |
        opted for | opted to | we signed with | signed up with | signed with another |
        switched to | switching to | we are switching | moved to another | moving to another |
        changed supplier | changing supplier | another supplier | another provider |
        another company | different supplier | different provider | a cheaper | your competitor |
        a competitor | the competition | your rival | not renewing | not be renewing |
        wont be renewing | won t be renewing | not going to renew | will not renew | not to renew |
        not extend | cancel my subscription | cancel our subscription | cancel my membership |
        cancelling my | cancelling our | canceling my | cancel our contract | cancel the contract |
        ending the contract | end the contract | terminate | close my account |
        closing my account | delete my account | we wont be going ahead | wont be going ahead |
        not going ahead | not go ahead | not proceed | not be proceeding | wont be proceeding |
        not be placing | wont be placing | not be taking | wont be taking | not take it further |
        not be needing | wont be needing | wont need the | no longer need | no longer require |
        no longer interested | not interested any | stick with our | sticking with our |
        staying with our | stay with our | staying with my | ended up buying | bought elsewhere |
        ended up with | too expensive for us | too expensive for me | out of our budget |
        over our budget | beyond our budget | no budget | not in the budget | turned it down |
        turned you down | give it a miss | have to pass | on hold until | on hold for now |
        put on hold | settled it | ruled it out | rules it out | ruled you out | we are leaving |
        i am leaving | we re leaving | i m leaving | we left because | i left because |
        we stopped using | i stopped using | unsubscribing because | lost the deal |
        we built our own | built our own | built something ourselves | do it ourselves |
        doing it ourselves | do it myself | doing it myself | do it in house | in house instead""",
        """in the end we | in the end i | in the end the | instead of you | instead of yours |
        theirs | they beat | beat your price | cheaper | your quote was | your price was |
        your offer was | your quote is | your offer | went for the | went back to | gone back to |
        going back to | go back to | returned to my | the other firm | the other company |
        the other one | the other studio | the other shop | another shop | another firm |
        another caterer | someone else | somebody else | elsewhere | more than we can |
        cant justify | can t justify | cannot justify | cant afford | can t afford |
        cannot afford | put off by | put us off | put me off | not for us | no thank you |
        thank you but no | thanks but no | not this time | not this year | this year |
        dropped you | shortlist | makes no sense for us | too much work | dont have the time |
        don t have the time | rather wait | let the subscription | because you dont | as you dont |
        because you don t | because they | since they | as they | only reason we | only reason i |
        lack of | because of the price | we cancelled | i cancelled | did not approve |
        didnt approve | would have bought | d have bought | not the cheapest""",
        """unfortunately | i m afraid | im afraid | sorry but | decided | instead | because |
        competitor | too expensive | expensive | budget | cancel | cancelling | for now |
        contract | quote | in the end | after all | renew | leaving | price | chose | supplier""",
    ),
    NONE: (
        """can we meet | could we meet | shall we meet | are you free | are you available on |
        are you around | does tuesday | does monday | does that suit | does that work |
        would that work | what time suits | when suits | give me a call | call me back |
        can you call me | could you call me | can i call you | let me know if that works |
        any questions | have questions | bank details | send me your | confirming our |
        looking forward to seeing | happy new year | no worries | have a good | have a nice |
        have a great | see you soon | kind regards | best regards | best wishes | many thanks and |
        see you on | see you then | see attached | please find attached | please find enclosed |
        attached is | i attach | i have attached | hope you are well | hope this finds |
        thanks for your mail | thanks for your email | thank you for your email |
        thank you for your message | thanks for your message | thanks for getting back |
        thank you for your order | your order has been | has been shipped | click here |
        unsubscribe | copyright | all rights reserved | wrote in message | on behalf of |
        mailing list | out of office | happy birthday | merry christmas | good morning |
        good afternoon""",
        """see you | say hello to | my number is | new number is | looking forward to | cheers |
        is fine for me | works for me | that s fine | sounds good | i ll be there | we will be in |
        i have paid | we have paid | invoice can go | i forwarded | fyi | according to | he said |
        she said | said that | reported | announced | http | www""",
        """^ hi | ^ hello | ^ dear | regards | wrote | he | she | the world""",
    ),
}
