# ذرائع، شدت، یقین۔
sources-count = { $count ->
    [0] کوئی خبر نہیں
    [one] { $count } خبر
   *[other] { $count } خبریں
}
sources-more = {" "}اور { $count } مزید
source-state = {" "}(سرکاری میڈیا)
source-quoted = { $publisher }: “{ $title }”
reached-us = ہمیں ملی { $moment }
reached-us-last = ہمیں ملی { $moment }، آخری خبر { $last }
severity-1 = معمولی
severity-2 = درمیانی
severity-3 = سنگین
severity-4 = شدید
severity-5 = انتہائی شدید
severity-line = { $word } { $n }/5: { $reasons }
reason-none = کوئی وجہ درج نہیں
certainty-c0 = خود ذریعے نے واپس لے لی
certainty-c1 = افواہ، غیر مصدقہ
certainty-c2 = اطلاع ہے، کسی نامزد اہلکار یا ادارے کا بیان نہیں
certainty-c3 = نامزد اہلکار یا ادارے کا باضابطہ بیان
certainty-c4 = آزاد ناشرین اور سرکاری تصدیق
